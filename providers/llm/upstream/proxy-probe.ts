import type { UpstreamHttp } from './http-client';

/** Asks for a page through a proxy; any answer will do. */
export interface ProxyProbe {
  /**
   * @param proxy its URL, with user and password.
   * @returns how long the answer took, in milliseconds.
   * @throws UpstreamFailure when none came; ForbiddenAddress for a page where calls may not go.
   */
  probe(proxy: string): Promise<number>;
}

const TIMEOUT_MS = 10_000;

/** @param url of the page that is asked for. */
export function createProxyProbe({
  http,
  url,
}: {
  readonly http: Pick<UpstreamHttp, 'get'>;
  readonly url: string;
}): ProxyProbe {
  return {
    async probe(proxy) {
      const from = performance.now();
      const timeouts = { connectMs: TIMEOUT_MS, headersMs: TIMEOUT_MS, idleMs: TIMEOUT_MS };
      const signal = AbortSignal.timeout(TIMEOUT_MS);
      const reply = await http.get({ url, headers: {}, proxy, timeouts, signal });
      reply.discard();
      return Math.round(performance.now() - from);
    },
  };
}
