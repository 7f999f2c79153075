import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import type { Readable } from 'node:stream';
import { Agent, buildConnector, ProxyAgent, Socks5ProxyAgent, type Dispatcher } from 'undici';
import { UpstreamFailure } from '../upstream-failure';
import { ForbiddenAddress, type AddressGuard } from './address-guard';
import { keepDispatchers, type Lent } from './kept-dispatchers';

/** How long an upstream may take, in milliseconds. */
export interface UpstreamTimeouts {
  readonly connectMs: number;
  /** From the request to the first of the answer. */
  readonly headersMs: number;
  /** Between two pieces of the answer. */
  readonly idleMs: number;
}

export interface UpstreamCall {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | string;
  /** `http://…`, `https://…` or `socks5://…`, with a user and a password where it wants them. */
  readonly proxy?: string | undefined;
  readonly timeouts: UpstreamTimeouts;
  readonly signal: AbortSignal;
}

export interface UpstreamReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The answer's bytes, decoded. Leaving the loop early closes the connection. @throws UpstreamFailure */
  chunks(): AsyncGenerator<Buffer, void>;
  /** The whole answer. @throws UpstreamFailure, also when it is larger than `limit` bytes. */
  whole(limit: number): Promise<Buffer>;
  /** Closes the connection of an answer that nobody reads. */
  discard(): void;
}

export interface UpstreamHttp {
  /**
   * Sends a request to an upstream. Redirects are answered as they are, never followed: a key must not go to another
   * host, nor a request into our own network.
   * @throws UpstreamFailure when no answer comes, ForbiddenAddress for where calls may not go; the signal's reason
   * when aborted.
   */
  post(call: UpstreamCall): Promise<UpstreamReply>;
  /** Asks for something, in the same way. */
  get(call: Omit<UpstreamCall, 'body'>): Promise<UpstreamReply>;
  close(): Promise<void>;
}

/** Connections kept to one upstream at once; each carries one call at a time. */
const CONNECTIONS = 4096;
/** Proxies whose connections are kept open. */
const PROXIES = 64;
/** Times for connecting, of which each has connections of its own. */
const TIMEOUTS_KEPT = 64;

export function createUpstreamHttp({ guard }: { readonly guard: AddressGuard }): UpstreamHttp {
  const options: Agent.Options = { connections: CONNECTIONS, pipelining: 1, keepAliveTimeout: 30_000 };
  const direct = keepDispatchers(TIMEOUTS_KEPT);
  const proxied = keepDispatchers(PROXIES);

  function dispatcherFor({ proxy, timeouts: { connectMs } }: Omit<UpstreamCall, 'body'>): Lent {
    if (proxy === undefined) {
      return direct.lend(
        String(connectMs),
        () => new Agent({ ...options, connect: { lookup: guard.lookup, timeout: connectMs } }),
      );
    }
    return proxied.lend(`${proxy} ${connectMs}`, () =>
      proxy.startsWith('socks5:')
        ? new Socks5ProxyAgent(proxy, { ...options, connect: buildConnector({ timeout: connectMs }) })
        : new ProxyAgent({
            ...options,
            uri: proxy,
            requestTls: { timeout: connectMs },
            proxyTls: { timeout: connectMs },
          }),
    );
  }

  async function send(
    method: 'GET' | 'POST',
    call: Omit<UpstreamCall, 'body'>,
    body: UpstreamCall['body'] | null,
  ): Promise<UpstreamReply> {
    const url = new URL(call.url);
    guard.checkHost(url.hostname);
    // A proxy looks the name up by itself, so that we look before it does.
    if (call.proxy !== undefined) await guard.check(call.url);
    const { signal, timeouts } = call;
    let lent: Lent | undefined;
    try {
      lent = dispatcherFor(call);
      const response = await lent.dispatcher.request({
        origin: url.origin,
        path: `${url.pathname}${url.search}`,
        method,
        headers: { ...call.headers, 'accept-encoding': 'identity' },
        body,
        signal,
        headersTimeout: timeouts.headersMs,
        bodyTimeout: timeouts.idleMs,
      });
      response.body.once('close', lent.giveBack);
      return replyOf(response, signal);
    } catch (error) {
      lent?.giveBack();
      throw failureOf(error, signal);
    }
  }

  return {
    post: (call) => send('POST', call, call.body),
    get: (call) => send('GET', call, null),
    async close() {
      await Promise.all([direct.destroy(), proxied.destroy()]);
    },
  };
}

function replyOf({ statusCode, headers, body }: Dispatcher.ResponseData, signal: AbortSignal): UpstreamReply {
  // Whoever reads learns of an error from the reading; one that comes when nobody reads concerns nobody.
  body.on('error', () => undefined);
  const bytes = decoded(body, headers['content-encoding']);

  async function* chunks(): AsyncGenerator<Buffer, void> {
    try {
      for await (const chunk of bytes as AsyncIterable<Buffer>) yield chunk;
    } catch (error) {
      throw failureOf(error, signal);
    } finally {
      body.destroy();
    }
  }

  return {
    status: statusCode,
    headers,
    chunks,
    async whole(limit) {
      try {
        return await allOf(bytes, limit);
      } catch (error) {
        throw failureOf(error, signal);
      } finally {
        body.destroy();
      }
    },
    discard: () => void body.destroy(),
  };
}

/** By events, which cost half of what a loop over the stream does. */
function allOf(bytes: Readable, limit: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    let size = 0;
    bytes.on('data', (part: Buffer) => {
      size += part.length;
      parts.push(part);
      if (size > limit)
        reject(new UpstreamFailure('The upstream sent an endless answer', { retryable: false }));
    });
    bytes.once('end', () => resolve(parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts)));
    bytes.once('error', reject);
    bytes.once('close', () => reject(new Error('The connection was closed')));
  });
}

/** We ask for none, but some upstreams encode all the same. */
function decoded(body: Readable, encoding: string | string[] | undefined): Readable {
  const decoder =
    encoding === 'gzip' || encoding === 'x-gzip'
      ? createGunzip()
      : encoding === 'deflate'
        ? createInflate()
        : encoding === 'br'
          ? createBrotliDecompress()
          : undefined;
  if (!decoder) return body;
  body.once('error', (error) => decoder.destroy(error));
  decoder.once('close', () => body.destroy());
  return body.pipe(decoder);
}

const TIMEOUTS = new Set([
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
  'ETIMEDOUT',
]);

/** What went wrong on the way; the signal's reason when it was us who hung up. */
function failureOf(error: unknown, signal: AbortSignal): unknown {
  if (signal.aborted) return signal.reason;
  if (error instanceof UpstreamFailure) return error;
  const forbidden = [error, (error as { cause?: unknown } | null)?.cause].find(
    (item) => item instanceof ForbiddenAddress,
  );
  if (forbidden) return forbidden;
  const code = String((error as { code?: unknown } | null)?.code);
  const timedOut = TIMEOUTS.has(code);
  return new UpstreamFailure(timedOut ? 'The upstream was silent for too long' : wordsFor(code), {
    retryable: !UNSENDABLE.has(code),
    timedOut,
    cause: error,
  });
}

/** What is refused before anything is sent, such as a header with a character that none may have. */
const UNSENDABLE = new Set(['UND_ERR_INVALID_ARG', 'ERR_INVALID_CHAR', 'ERR_INVALID_ARG_TYPE']);

/** What of the network's errors tells an operator where to look. */
function wordsFor(code: string): string {
  if (UNSENDABLE.has(code))
    return 'The request to the upstream could not be made: look at its key and its address';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'The upstream’s name could not be looked up';
  return 'The upstream could not be reached';
}
