import type { CleanedEnv } from 'envalid';
import * as is from './kinds';
import { oauthClientsKind, type OAuthClients } from './oauth-clients';

/** The variables of the model gateway. */
export const GATEWAY_VARIABLES = {
  GATEWAY_ABORT_DRAIN_SECONDS: is.whole(0, 600)({ default: 2 }),
  GATEWAY_CALL_SECONDS: is.whole(10, 86_400)({ default: 3_600 }),
  GATEWAY_SESSION_REQUESTS: is.whole(1, 1_000_000)({ default: 70 }),
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
    privateUpstreams: v.GATEWAY_PRIVATE_UPSTREAMS,
    upstreamHosts: v.GATEWAY_UPSTREAM_HOSTS,
    proxyTestUrl: v.GATEWAY_PROXY_TEST_URL,
    oauthClients: v.GATEWAY_OAUTH_ACCOUNTS ? v.GATEWAY_OAUTH_CLIENTS : undefined,
  };
}
