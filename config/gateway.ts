import type { CleanedEnv } from 'envalid';
import * as is from './kinds';
import { oauthClientsKind, type OAuthClients } from './oauth-clients';

/** The variables of the model gateway. */
export const GATEWAY_VARIABLES = {
  GATEWAY_ABORT_DRAIN_SECONDS: is.whole(0, 600)({ default: 2 }),
  GATEWAY_CALL_SECONDS: is.whole(10, 86_400)({ default: 3_600 }),
  GATEWAY_SESSION_REQUESTS: is.whole(1, 1_000_000)({ default: 70 }),
  GATEWAY_CALL_DAYS: is.whole(0, 36_500)({ default: 0 }),
  GATEWAY_BODY_DAYS: is.whole(0, 3_650)({ default: 0 }),
  GATEWAY_BODY_BYTES: is.whole(1_000, 2_000_000)({ default: 65_536 }),
  GATEWAY_DISABLE_AFTER_FAILURES: is.whole(0, 1_000_000)({ default: 0 }),
  GATEWAY_RECOVER_AFTER_SECONDS: is.whole(0, 31_536_000)({ default: 0 }),
  GATEWAY_PRIVATE_UPSTREAMS: is.yesOrNo({ default: false }),
  GATEWAY_UPSTREAM_HOSTS: is.hosts({ default: [] }),
  GATEWAY_PROXY_TEST_URL: is.httpUrl({ default: 'https://www.gstatic.com/generate_204' }),
  GATEWAY_OAUTH_ACCOUNTS: is.yesOrNo({ default: false }),
  GATEWAY_OAUTH_CLIENTS: oauthClientsKind({ default: {} }),
};

export interface GatewaySettings {
  /** How long the upstream of a caller who left is read on for the real figures. */
  readonly abortDrainMs: number;
  /** No model call goes on for longer. */
  readonly longestCallMs: number;
  /** Model calls a minute of somebody who is signed in: keys have limits of their own. */
  readonly sessionRequests: number;
  /** For how many days the rows of calls are kept; 0: for ever. */
  readonly callDays: number;
  /** What is kept of requests and answers themselves; undefined: nothing. */
  readonly bodies: { readonly days: number; readonly largestBytes: number } | undefined;
  /** After so many failures in a row a channel is switched off; undefined: never. */
  readonly disableAfterFailures: number | undefined;
  /** One that was is switched on again after so long; undefined: never. */
  readonly recoverAfterMs: number | undefined;
  /** Whether upstreams may be on our own network. */
  readonly privateUpstreams: boolean;
  /** Those that may, whatever their addresses: names or addresses, as they stand in URLs. */
  readonly upstreamHosts: readonly string[];
  /** The page that proxies are tested with. */
  readonly proxyTestUrl: string;
  /**
   * Where tokens of accounts are granted, and as whom we ask; undefined while accounts with OAuth are switched off, as
   * they are unless somebody decides otherwise. To pool accounts of subscriptions can breach the terms of their
   * provider. We name no client but the operator's own, so that none is impersonated.
   */
  readonly oauthClients: OAuthClients | undefined;
}

export function gatewaySettings(v: CleanedEnv<typeof GATEWAY_VARIABLES>): GatewaySettings {
  return {
    abortDrainMs: v.GATEWAY_ABORT_DRAIN_SECONDS * 1000,
    longestCallMs: v.GATEWAY_CALL_SECONDS * 1000,
    sessionRequests: v.GATEWAY_SESSION_REQUESTS,
    callDays: v.GATEWAY_CALL_DAYS,
    bodies:
      v.GATEWAY_BODY_DAYS > 0 ? { days: v.GATEWAY_BODY_DAYS, largestBytes: v.GATEWAY_BODY_BYTES } : undefined,
    disableAfterFailures: v.GATEWAY_DISABLE_AFTER_FAILURES || undefined,
    recoverAfterMs: v.GATEWAY_RECOVER_AFTER_SECONDS * 1000 || undefined,
    privateUpstreams: v.GATEWAY_PRIVATE_UPSTREAMS,
    upstreamHosts: v.GATEWAY_UPSTREAM_HOSTS,
    proxyTestUrl: v.GATEWAY_PROXY_TEST_URL,
    oauthClients: v.GATEWAY_OAUTH_ACCOUNTS ? v.GATEWAY_OAUTH_CLIENTS : undefined,
  };
}
