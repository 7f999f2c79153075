import { ForbiddenAddress } from '../llm/upstream/address-guard';
import type { UpstreamHttp, UpstreamReply, UpstreamTimeouts } from '../llm/upstream/http-client';
import { refusalOf } from '../llm/upstream/refusal';
import { quoting, UpstreamFailure, type Quote } from '../llm/upstream-failure';
import { readComplaint } from './complaints';

/** One call; `json` makes it a POST, `null` one without a body. */
interface DashScopeCall {
  /** Under the base URL. */
  readonly path: string;
  readonly json?: object | null;
  readonly headers?: Readonly<Record<string, string>>;
  readonly timeouts: UpstreamTimeouts;
  readonly signal: AbortSignal;
}

export interface DashScopeCalls {
  /**
   * Calls DashScope with the key.
   * @throws UpstreamFailure for every answer that is no success, with DashScope's code where it is its own; the signal's
   * reason when aborted.
   */
  call(call: DashScopeCall): Promise<UpstreamReply>;
  /** Hides the key and the address in what DashScope says. */
  readonly quote: Quote;
}

/**
 * Calls of DashScope (阿里云百炼 / Alibaba Cloud Model Studio) in its own protocol. The base URL ends in `/api/v1`:
 * `https://dashscope.aliyuncs.com/api/v1`, or another region's.
 */
export function dashScopeCalls({
  baseUrl,
  apiKey,
  http,
}: {
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly http: UpstreamHttp;
}): DashScopeCalls {
  const { host, hostname } = new URL(baseUrl);
  const quote = quoting(apiKey, host, hostname);
  return {
    quote,
    async call({ path, json, headers: more, timeouts, signal }) {
      const url = `${baseUrl}${path}`;
      const headers = { authorization: `Bearer ${apiKey}`, ...more };
      const asking =
        json === undefined
          ? http.get({ url, headers, timeouts, signal })
          : http.post({
              url,
              headers: { 'content-type': 'application/json', ...headers },
              body: json === null ? '' : JSON.stringify(json),
              timeouts,
              signal,
            });
      const reply = await asking.catch(notAllowed);
      if (reply.status >= 200 && reply.status < 300) return reply;
      throw await refusalOf(reply, { readFailure: readComplaint }, quote, false);
    },
  };
}

/** An address where calls may not go is its operator's fault, and is not told. */
function notAllowed(error: unknown): never {
  if (!(error instanceof ForbiddenAddress)) throw error;
  throw new UpstreamFailure('The upstream is where calls may not go', { retryable: false, cause: error });
}
