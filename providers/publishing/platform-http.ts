import { anySignal } from '../../domain/any-signal';
import { PlatformRefusal, PlatformSilence } from '../../domain/publishing/platform-failure';
import { isUnreached } from '../unreached';

/** An answer of a platform: always a JSON object. */
export type PlatformAnswer = Readonly<Record<string, unknown>>;

export interface PlatformRequest {
  readonly method?: 'GET' | 'POST';
  /** Below the base URL, without a slash before it. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly json?: object;
  /** Sent as it is: a form, or bytes. */
  readonly body?: FormData | Uint8Array<ArrayBuffer>;
  readonly signal: AbortSignal;
}

export interface PlatformHttp {
  /**
   * One call, which is never repeated and follows no redirect: its address may have a token in it. Throws
   * PlatformSilence for whatever is no JSON object with HTTP 200 of a size that we read, and the signal's reason when aborted; no error quotes
   * the address or the answer.
   */
  call(request: PlatformRequest): Promise<PlatformAnswer>;
}

/** @param timeoutMs how long one call may take */
export function createPlatformHttp(baseUrl: string, timeoutMs: number): PlatformHttp {
  const base = baseUrl.endsWith('/') ? baseUrl : `${baseUrl}/`;

  return {
    async call({ method = 'GET', path, query = {}, headers = {}, json, body, signal }) {
      signal.throwIfAborted();
      const address = new URL(path, base);
      for (const [name, value] of Object.entries(query)) address.searchParams.set(name, value);
      const content = json === undefined ? body : JSON.stringify(json);
      const type: Record<string, string> = json === undefined ? {} : { 'content-type': 'application/json' };
      const time = AbortSignal.timeout(timeoutMs);
      let text: string;
      try {
        const response = await fetch(address, {
          method,
          headers: { ...type, ...headers },
          redirect: 'error',
          signal: anySignal(signal, time),
          ...(content !== undefined && { body: content }),
        });
        text = await bounded(response);
        if (!response.ok) throw new PlatformSilence(true, `the platform answered HTTP ${response.status}`);
      } catch (error) {
        signal.throwIfAborted();
        if (error instanceof PlatformSilence) throw error;
        throw silenceOf(error, time.aborted);
      }
      return objectOf(text);
    },
  };
}

/** No answer of a platform that we read is near it. */
const LARGEST_ANSWER = 4 * 1024 * 1024;

/** The whole body; of one that is too large no more is taken than that. */
async function bounded(response: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  const body: AsyncIterable<Uint8Array> | null = response.body;
  for await (const part of body ?? []) {
    bytes += part.byteLength;
    if (bytes > LARGEST_ANSWER) throw new PlatformSilence(true, "the platform's answer is too large");
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

function silenceOf(error: unknown, timedOut: boolean): PlatformSilence {
  if (timedOut) return new PlatformSilence(true, 'the platform did not answer in time');
  const sent = !(error instanceof Error && isUnreached(error.cause));
  return new PlatformSilence(
    sent,
    sent ? 'the connection to the platform broke' : 'the platform cannot be reached',
  );
}

function objectOf(text: string): PlatformAnswer {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as PlatformAnswer;
  } catch {
    // What it is instead may quote what was sent.
  }
  throw new PlatformSilence(true, 'the platform answered with something else than JSON');
}

/** A text or number of an answer, as text. Throws PlatformSilence where there is none. */
export function textOf(answer: PlatformAnswer, name: string): string {
  const value = answer[name];
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  if (typeof value === 'string' && value !== '') return value;
  throw new PlatformSilence(true, `the platform's answer has no ${name}`);
}

/** The code by which a platform says how a call went, which comes as a number or as text; empty where there is none. */
export function codeOf(answer: PlatformAnswer, name: string): string {
  const value = answer[name];
  return typeof value === 'number' || typeof value === 'string' ? String(value) : '';
}

/** An object in an answer; empty where there is none. */
export function partOf(answer: PlatformAnswer, name: string): PlatformAnswer {
  const value = answer[name];
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as PlatformAnswer)
    : {};
}

/** The objects of a list in an answer. */
export function listOf(answer: PlatformAnswer, name: string): PlatformAnswer[] {
  const value = answer[name];
  if (!Array.isArray(value)) return [];
  return value.filter((item): item is PlatformAnswer => typeof item === 'object' && item !== null);
}

/** What a platform says of a refusal, cut to a length that a record takes, with its number. */
export function refusal(kind: PlatformRefusal['kind'], code: string, words: unknown): PlatformRefusal {
  const said = typeof words === 'string' ? words.slice(0, 200) : '';
  return new PlatformRefusal(kind, code, said === '' ? code : `${said} (${code})`);
}
