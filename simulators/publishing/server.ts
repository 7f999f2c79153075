import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pipeline } from 'node:stream/promises';

/** What the next call of a path meets instead of a good answer. */
export type PlatformFault =
  /** The platform's own answer for a number of its documents; nothing is done, unless it says so. */
  | { readonly kind: 'refuse'; readonly code: number; readonly message?: string; readonly done?: true }
  /** Does what it was asked, and never answers. */
  | { readonly kind: 'silent' }
  /** Does what it was asked, and breaks the connection instead of answering. */
  | { readonly kind: 'cut' }
  /** Breaks the connection before anything is done. */
  | { readonly kind: 'reset' }
  /** Holds the call back until `released`, then does what it was asked and answers. */
  | { readonly kind: 'hold'; readonly released: Promise<unknown> }
  | { readonly kind: 'status'; readonly status: number }
  | { readonly kind: 'malformed' }
  /** Answers without an end. */
  | { readonly kind: 'flood' }
  /** Sends the caller elsewhere. */
  | { readonly kind: 'redirect'; readonly to: string };

/** One call as it came. */
export interface PlatformCall {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

/** A refusal in the platform's own shape. */
export class Refused extends Error {
  constructor(
    readonly code: number,
    message = `error ${code}`,
  ) {
    super(message);
  }
}

/** A platform: what its paths do and answer, and how it words a refusal. */
export interface Platform {
  readonly routes: Readonly<Record<string, (call: PlatformCall) => object | Promise<object>>>;
  readonly refused: (error: Refused) => { readonly status: number; readonly body: object };
}

export interface PlatformServer {
  /** The base URL to give to an adapter. */
  readonly url: string;
  /** The paths that were called, in order. */
  readonly calls: readonly string[];
  /** Each is used up by one call of the path, in order. */
  failNext(path: string, ...faults: PlatformFault[]): void;
  /** Settles when a path has been called so many times in all. */
  untilCalled(path: string, times?: number): Promise<void>;
  close(): Promise<void>;
}

/** Serves a platform on 127.0.0.1, on a free port unless one is given. */
export async function servePlatform(platform: Platform, port = 0): Promise<PlatformServer> {
  const calls: string[] = [];
  const faults = new Map<string, PlatformFault[]>();
  const listeners = new Set<() => void>();

  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    const call = await readCall(request);
    const fault = faults.get(call.path)?.shift();
    calls.push(call.path);
    for (const listener of listeners) listener();
    if (fault?.kind === 'reset') return void response.destroy();
    if (fault?.kind === 'status') return void response.writeHead(fault.status).end('busy');
    if (fault?.kind === 'malformed') return void response.end('<html>');
    if (fault?.kind === 'redirect') return void response.writeHead(307, { location: fault.to }).end();
    if (fault?.kind === 'flood') return pipeline(endlessly, response).catch(() => undefined);
    if (fault?.kind === 'hold') await fault.released;
    const answer = await answerOf(platform, call, fault);
    if (fault?.kind === 'silent') return;
    if (fault?.kind === 'cut') return void response.destroy();
    response
      .writeHead(answer.status, { 'content-type': 'application/json; charset=utf-8' })
      .end(JSON.stringify(answer.body));
  };
  const server = createServer((request, response) => {
    serve(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    failNext: (path, ...next) => void faults.set(path, [...(faults.get(path) ?? []), ...next]),
    untilCalled: (path, times = 1) =>
      new Promise((resolve) => {
        const look = () => {
          if (calls.filter((called) => called === path).length < times) return;
          listeners.delete(look);
          resolve();
        };
        listeners.add(look);
        look();
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** An answer that never ends, until nobody reads it. */
function* endlessly(): Generator<Buffer> {
  const part = Buffer.alloc(64 * 1024, ' ');
  for (;;) yield part;
}

async function answerOf(platform: Platform, call: PlatformCall, fault: PlatformFault | undefined) {
  try {
    const route = platform.routes[`${call.method} ${call.path}`];
    if (fault?.kind === 'refuse' && fault.done) await route?.(call);
    if (fault?.kind === 'refuse') throw new Refused(fault.code, fault.message);
    if (!route) return { status: 404, body: { message: 'no such path' } };
    return { status: 200, body: await route(call) };
  } catch (error) {
    if (error instanceof Refused) return platform.refused(error);
    throw error;
  }
}

async function readCall(request: IncomingMessage): Promise<PlatformCall> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
  const { method = 'GET', headers } = request;
  return { method, path: pathname, query: searchParams, headers, body: Buffer.concat(parts) };
}

/** A body of JSON; an empty object for anything else. */
export function jsonOf({ body }: PlatformCall): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

/** The parts of a multipart body by their names: a text, or the bytes of a file. */
export async function formOf({ headers, body }: PlatformCall): Promise<ReadonlyMap<string, string | Buffer>> {
  const type = headers['content-type'] ?? '';
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
  const parts = new Map<string, string | Buffer>();
  for (const [name, value] of form) {
    parts.set(name, typeof value === 'string' ? value : Buffer.from(await value.arrayBuffer()));
  }
  return parts;
}
