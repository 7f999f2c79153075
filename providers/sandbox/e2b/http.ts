import { setTimeout as delay } from 'node:timers/promises';
import { anySignal } from '../../../domain/any-signal';

const PATIENCE_MS = 30_000;
/** How often what may be repeated is asked, and the pauses between, which double. */
const TRIES = 4;
const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 10_000;
const MOST_BYTES = 16 * 1024 * 1024;

export interface JsonRequest {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Whether it may be asked again when it is not known what became of it. */
  readonly again: boolean;
  /** Of one try. */
  readonly patienceMs?: number;
  readonly signal?: AbortSignal | undefined;
}

export interface JsonAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** Of any shape: who asked checks it. Undefined where there is none. */
  readonly body: unknown;
}

/** That E2B did not do what it was asked for. Its text holds no secret of ours. */
export class E2bFailure extends Error {
  constructor(
    message: string,
    /** Undefined where there was no answer: then it may have been done all the same. */
    readonly status?: number,
    cause?: unknown,
  ) {
    super(message, { cause });
  }
}

/**
 * Asks, and asks again: always when it was not taken for now (429, 503), and when it failed otherwise only what may be
 * repeated. Answers with any other status are the caller's.
 * @throws E2bFailure; the signal's reason when aborted
 */
export async function askJson(request: JsonRequest): Promise<JsonAnswer> {
  for (let tried = 1; ; tried++) {
    const { failure, answer } = await tryOnce(request);
    if (answer && answer.status < 500 && answer.status !== 429) return answer;
    const status = answer?.status;
    const refused = status === 429 || status === 503;
    if (tried === TRIES || !(refused || request.again)) {
      throw failure ?? new E2bFailure(`E2B answered ${status}${messageOf(answer?.body)}.`, status);
    }
    const pauseMs = waitOf(answer?.headers.get('retry-after')) ?? FIRST_PAUSE_MS * 2 ** (tried - 1);
    await delay(Math.min(pauseMs, LONGEST_PAUSE_MS), undefined, { signal: request.signal });
  }
}

async function tryOnce(request: JsonRequest): Promise<{ failure?: E2bFailure; answer?: JsonAnswer }> {
  const { method, url, headers, body, signal, patienceMs = PATIENCE_MS } = request;
  const timeout = AbortSignal.timeout(patienceMs);
  try {
    const response = await fetch(url, {
      method,
      headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      redirect: 'error',
      signal: signal ? anySignal(signal, timeout) : timeout,
    });
    const text = await textOf(response);
    return {
      answer: { status: response.status, headers: response.headers, body: parsed(text, response.ok) },
    };
  } catch (error) {
    signal?.throwIfAborted();
    return { failure: new E2bFailure(`E2B did not answer ${method} as it should.`, undefined, error) };
  }
}

async function textOf(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > MOST_BYTES) throw new Error('The answer is too long.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

function parsed(text: string, isOk: boolean): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch (error) {
    // A proxy on the way refuses in its own words; who answers that it went well does not.
    if (isOk) throw error;
    return undefined;
  }
}

/** In milliseconds; only whole seconds are understood. */
function waitOf(retryAfter: string | null | undefined): number | undefined {
  return /^\d{1,4}$/.test(retryAfter ?? '') ? Number(retryAfter) * 1000 : undefined;
}

/** What was said about a refusal, for the log. */
export function messageOf(body: unknown): string {
  const message = (body as { message?: unknown } | null | undefined)?.message;
  return typeof message === 'string' ? `: ${JSON.stringify(message.slice(0, 300))}` : '';
}
