import type { EgressPort } from './driver';

/** Where things are in every sandbox, whatever makes it. */
export const WORKSPACE = '/workspace';
export const HOME = '/home/user';
/** The agents' command lines, read-only. */
export const AGENTS_BIN = '/opt/agents/bin';

/** The two ways out of a sandbox: to the gateway's model calls, and through a proxy to the hosts that are allowed. */
export const GATEWAY = { name: 'gateway', port: 8787 } as const satisfies EgressPort;
export const PROXY = { name: 'proxy', port: 3128 } as const satisfies EgressPort;

export const EGRESS_PORTS: readonly EgressPort[] = [GATEWAY, PROXY];

/** For programs inside that know proxies. */
export const PROXY_ENVIRONMENT: Readonly<Record<string, string>> = {
  HTTP_PROXY: `http://127.0.0.1:${PROXY.port}`,
  HTTPS_PROXY: `http://127.0.0.1:${PROXY.port}`,
  http_proxy: `http://127.0.0.1:${PROXY.port}`,
  https_proxy: `http://127.0.0.1:${PROXY.port}`,
  NO_PROXY: '127.0.0.1,localhost',
  no_proxy: '127.0.0.1,localhost',
};
