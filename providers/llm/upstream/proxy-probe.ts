import { ForbiddenAddress } from './address-guard';
import type { UpstreamHttp } from './http-client';

/** What came of asking for a page through a proxy: any answer will do. */
export interface ProbeResult {
  /** `silent`: none came. `forbidden`: the page is where calls may not go. */
  readonly outcome: 'answered' | 'silent' | 'forbidden';
  /** How long that took. */
  readonly latencyMs: number;
}

/** Asks for a page through a proxy. */
export interface ProxyProbe {
  /** @param proxy its URL, with user and password. */
  probe(proxy: string): Promise<ProbeResult>;
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
      const done = (outcome: ProbeResult['outcome']) => ({
        outcome,
        latencyMs: Math.round(performance.now() - from),
      });
      try {
        const reply = await http.get({ url, headers: {}, proxy, timeouts, signal });
        reply.discard();
        return done('answered');
      } catch (error) {
        return done(error instanceof ForbiddenAddress ? 'forbidden' : 'silent');
      }
    },
  };
}
