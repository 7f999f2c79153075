import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { createBoxes, type Box, type MakeDaemon } from './boxes';

/** What goes wrong: once, at the next request of that kind. */
export interface E2bFault {
  readonly at: 'create' | 'list' | 'get' | 'timeout' | 'kill' | 'files' | 'Start' | 'SendInput' | 'List';
  /**
   * `cut` does what was asked and then says nothing; `garbage` answers 200 with what is no JSON; `hang` never answers; `late`
   * does nothing before `until`.
   */
  readonly kind: 'refuse' | 'cut' | 'garbage' | 'hang' | 'late';
  readonly until?: Promise<void>;
  readonly status?: number;
  readonly retryAfter?: number;
}

export interface E2bSimulator {
  /** Of the control plane, and of all daemons. */
  readonly url: string;
  /** What runs. */
  boxes(): readonly Box[];
  /** What was asked for: `create`, `kill`, … */
  readonly asked: readonly string[];
  failNext(...faults: E2bFault[]): void;
  /** Daemons are out of reach, or again within it. */
  setOutage(isOut: boolean): void;
  /** Cuts all connections to daemons; what runs goes on. */
  cutStreams(): void;
  /** Ends a sandbox before its time, without a word. */
  vanish(boxId: string): Promise<void>;
  close(): Promise<void>;
}

interface Options {
  readonly apiKey: string;
  readonly makeDaemon: MakeDaemon;
  /** What the plan allows. */
  readonly longestSeconds?: number;
  readonly pageSize?: number;
}

const ONE = /^\/sandboxes\/(\w+)(\/timeout)?$/;

/**
 * E2B on a free port of 127.0.0.1: the control plane as its OpenAPI document has it, as far as it is used, and the way to
 * the daemon of each sandbox, which it finds by the header that says which is meant.
 */
export async function startE2bSimulator(options: Options): Promise<E2bSimulator> {
  const { apiKey, makeDaemon, longestSeconds = 86_400, pageSize = 100 } = options;
  const boxes = createBoxes(makeDaemon);
  const asked: string[] = [];
  const faults: E2bFault[] = [];
  const streams = new Set<ServerResponse>();
  let isOut = false;

  async function control(at: E2bFault['at'], request: IncomingMessage, response: ServerResponse, url: URL) {
    if (request.headers['x-api-key'] !== apiKey) return refuse(response, 401, 'Invalid API key');
    const [, boxId = ''] = ONE.exec(url.pathname) ?? [];
    const box = boxes.get(boxId);
    if (at === 'create') {
      const order = (await json(request)) as Readonly<Record<string, unknown>>;
      if (Number(order['timeout']) > longestSeconds) {
        return refuse(response, 400, `Timeout cannot be greater than ${longestSeconds / 3600} hours`);
      }
      return answer(response, 201, created(await boxes.create(order)));
    }
    if (at === 'list') return list(response, url.searchParams);
    if (!box) return refuse(response, 404, `Sandbox "${boxId}" doesn't exist or you don't have access to it`);
    if (at === 'get') return answer(response, 200, { ...listed(box), ...created(box) });
    if (at === 'kill') await boxes.end(boxId);
    if (at === 'timeout') {
      const { timeout } = (await json(request)) as { timeout: number };
      // It is never longer than the plan allows, from its beginning on.
      const most = box.startedAt.getTime() + longestSeconds * 1000 - Date.now();
      boxes.endIn(box, Math.min(timeout, most / 1000));
    }
    response.writeHead(204).end();
  }

  function list(response: ServerResponse, query: URLSearchParams): void {
    const wanted = new URLSearchParams(query.get('metadata') ?? '');
    const found = boxes.all().filter(({ order }) => {
      const metadata = (order['metadata'] ?? {}) as Readonly<Record<string, string>>;
      return [...wanted].every(([name, value]) => metadata[name] === decodeURIComponent(value));
    });
    const from = Number(query.get('nextToken') ?? 0);
    const next = from + pageSize;
    if (next < found.length) response.setHeader('x-next-token', String(next));
    answer(response, 200, found.slice(from, next).map(listed));
  }

  async function daemon(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const boxId = String(request.headers['e2b-sandbox-id']);
    const box = boxes.get(boxId);
    if (isOut || !box) {
      const message = 'The sandbox was not found';
      return answer(response, 502, { sandboxId: boxId, message, code: 502 });
    }
    if (request.headers['x-access-token'] !== box.accessToken)
      return refuse(response, 401, 'unauthorized access');
    streams.add(response);
    response.once('close', () => streams.delete(response));
    await box.daemon.answer(request, response);
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://e2b');
    const at = kindOf(request.method ?? '', url.pathname);
    if (at === undefined) return refuse(response, 404, `no ${url.pathname}`);
    asked.push(at);
    const index = faults.findIndex((fault) => fault.at === at);
    const [fault] = index < 0 ? [] : faults.splice(index, 1);
    if (fault?.kind === 'refuse') {
      if (fault.retryAfter !== undefined) response.setHeader('retry-after', String(fault.retryAfter));
      return refuse(response, fault.status ?? 500, 'as it was told');
    }
    if (fault?.kind === 'garbage') return void response.writeHead(200).end('<html>It works!</html>');
    if (fault?.kind === 'hang') return;
    if (fault?.kind === 'late') await fault.until;
    if (fault?.kind === 'cut') cutWhenDone(response);
    if (request.headers['e2b-sandbox-id'] !== undefined) return daemon(request, response);
    return control(at, request, response, url);
  }

  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      if (response.headersSent) response.destroy();
      else refuse(response, 500, String(error));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    boxes: boxes.all,
    asked,
    failNext: (...next) => void faults.push(...next),
    setOutage: (out) => void (isOut = out),
    cutStreams() {
      for (const stream of streams) stream.destroy();
    },
    vanish: async (boxId) => void (await boxes.end(boxId)),
    async close() {
      await Promise.all(boxes.all().map(({ boxId }) => boxes.end(boxId)));
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function kindOf(method: string, path: string): E2bFault['at'] | undefined {
  const [, call] = /^\/process\.Process\/(\w+)$/.exec(path) ?? [];
  if (call !== undefined) return call as E2bFault['at'];
  if (path === '/files') return 'files';
  if (/^(\/v2)?\/sandboxes$/.test(path)) return method === 'POST' ? 'create' : 'list';
  const [one, , timeout] = ONE.exec(path) ?? [];
  if (one === undefined) return undefined;
  if (timeout !== undefined) return 'timeout';
  return method === 'DELETE' ? 'kill' : 'get';
}

/** Whatever is answered does not arrive. */
function cutWhenDone(response: ServerResponse): void {
  response.writeHead = () => response;
  response.end = () => response.destroy();
}

const created = ({ boxId, accessToken, order }: Box) => ({
  ...{ sandboxID: boxId, clientID: 'local', templateID: order['templateID'], envdVersion: '0.6.4' },
  ...{ envdAccessToken: accessToken, domain: null },
});

const listed = ({ boxId, order, startedAt, endsAt }: Box) => ({
  ...{
    sandboxID: boxId,
    clientID: 'local',
    templateID: order['templateID'],
    metadata: order['metadata'] ?? {},
  },
  ...{ startedAt: startedAt.toISOString(), endAt: endsAt.toISOString(), state: 'running' },
  ...{ cpuCount: 2, memoryMB: 2048, diskSizeMB: 10_240, envdVersion: '0.6.4' },
});

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

function refuse(response: ServerResponse, code: number, message: string): void {
  answer(response, code, { code, message });
}
