import type { RefusalKind } from '../../../domain/publishing/platform-failure';
import { refusal, type PlatformAnswer, type PlatformHttp, type PlatformRequest } from '../platform-http';

/**
 * General knowledge of Kuaishou's numbers: the client, its grant or its secret is not taken; too many calls; an error of
 * its own, of which nobody says what it had done by then.
 */
const CREDENTIALS = ['100200101', '100200105'];
const BUSY = ['100200109'];
const UNSURE = ['100200500'];
const OF_THE_TOKEN = /access[_ ]?token/i;

/** One call. `result: 1` means that it was done; anything else comes with `error_msg`. */
export async function kuaishouCall(http: PlatformHttp, request: PlatformRequest): Promise<PlatformAnswer> {
  const answer = await http.call(request);
  if (answer['result'] === 1) return answer;
  const code = String(answer['result']);
  throw refusal(kindOf(code, answer['error_msg']), code, answer['error_msg']);
}

function kindOf(code: string, words: unknown): RefusalKind {
  if (CREDENTIALS.includes(code)) return 'credentials';
  if (BUSY.includes(code)) return 'busy';
  if (UNSURE.includes(code)) return 'unsure';
  return typeof words === 'string' && OF_THE_TOKEN.test(words) ? 'token' : 'other';
}
