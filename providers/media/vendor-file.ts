import { UpstreamFailure } from '../llm/upstream-failure';
import type { UpstreamHttp, UpstreamReply } from '../llm/upstream/http-client';

const TIMEOUTS = { connectMs: 10_000, headersMs: 30_000, idleMs: 30_000 };

/**
 * Asks for a file where its vendor keeps it for a while, without a credential. `what` it should be, for who reads the
 * log. @throws UpstreamFailure; the signal's reason when aborted.
 */
export async function vendorFile(
  what: 'picture' | 'video',
  url: string,
  http: UpstreamHttp,
  signal: AbortSignal,
): Promise<UpstreamReply> {
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    throw new UpstreamFailure(`The vendor names no ${what}`, { retryable: false });
  }
  const reply = await http.get({ url, headers: {}, timeouts: TIMEOUTS, signal });
  if (reply.status === 200) return reply;
  reply.discard();
  const { status } = reply;
  throw new UpstreamFailure(`The vendor's ${what} answers ${status}`, { status, retryable: status >= 500 });
}
