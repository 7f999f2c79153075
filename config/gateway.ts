import type { CleanedEnv } from 'envalid';
import * as is from './kinds';

/** The variables of the model gateway. */
export const GATEWAY_VARIABLES = {
  GATEWAY_ABORT_DRAIN_SECONDS: is.whole(0, 600)({ default: 2 }),
  GATEWAY_CALL_SECONDS: is.whole(10, 86_400)({ default: 3_600 }),
  GATEWAY_SESSION_REQUESTS: is.whole(1, 1_000_000)({ default: 70 }),
  GATEWAY_PRIVATE_UPSTREAMS: is.yesOrNo({ default: false }),
  GATEWAY_UPSTREAM_HOSTS: is.hosts({ default: [] }),
};

export interface GatewaySettings {
  /** How long the upstream of a caller who left is read on for the real figures. */
  readonly abortDrainMs: number;
  /** No model call goes on for longer. */
  readonly longestCallMs: number;
  /** Model calls a minute of somebody who is signed in: keys have limits of their own. */
  readonly sessionRequests: number;
  /** Whether upstreams may be on our own network. */
  readonly privateUpstreams: boolean;
  /** Those that may, whatever their addresses: names or addresses, as they stand in URLs. */
  readonly upstreamHosts: readonly string[];
}

export function gatewaySettings(v: CleanedEnv<typeof GATEWAY_VARIABLES>): GatewaySettings {
  return {
    abortDrainMs: v.GATEWAY_ABORT_DRAIN_SECONDS * 1000,
    longestCallMs: v.GATEWAY_CALL_SECONDS * 1000,
    sessionRequests: v.GATEWAY_SESSION_REQUESTS,
    privateUpstreams: v.GATEWAY_PRIVATE_UPSTREAMS,
    upstreamHosts: v.GATEWAY_UPSTREAM_HOSTS,
  };
}
