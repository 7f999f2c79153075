import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Logger } from 'pino';
import { WebSocketServer, type WebSocket } from 'ws';
import { AppError } from '../../domain/errors';
import type { WatchCaller } from '../auth/caller-watch';
import type { Principal } from '../auth/principal';
import type { RateLimits } from '../limits/rate-limits';
import type { Dialect } from '../router/dialect';
import { RouteTable } from '../router/route-table';
import { toAppError } from '../router/unexpected';
import { keepAlive } from './heartbeat';
import { createOpenOfUsers } from './open-of-users';
import { CLOSE, opening, pathOf, type SocketDoor } from './socket-door';

/** Sockets that one user may have open: tabs and devices, not a flood. */
const SOCKETS_A_USER = 20;
const LARGEST_MESSAGE = 65_536;
const PING_MS = 30_000;

/** What somebody asked for with an upgrade, who may ask. */
export interface SocketCall {
  readonly user: Principal;
  /** Those of the path, decoded. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  /** Aborts when the connection has ended, also when it never became a WebSocket, and when the user is let in no more. */
  readonly signal: AbortSignal;
}

/** Speaks until it has said all, or the call's signal aborts. What it throws closes the socket. */
export type Conversation = (socket: WebSocket) => Promise<void>;

export interface SocketRoute {
  /** With parameters in braces. */
  readonly path: string;
  /** What it throws is answered before the upgrade, with its status. */
  readonly open: (call: SocketCall) => Promise<Conversation>;
}

/** WebSockets of signed-in users, at paths of a surface. */
export function createUserSockets(dependencies: {
  readonly routes: readonly SocketRoute[];
  readonly userOf: (request: IncomingMessage) => Promise<Principal>;
  readonly watchCaller: WatchCaller;
  readonly limits: Pick<RateLimits, 'countCaller'>;
  readonly rateClass: string;
  readonly dialect: Dialect;
  readonly log: Logger;
  readonly pingMs?: number | undefined;
}): SocketDoor {
  const { routes, userOf, watchCaller, limits, rateClass, dialect, log, pingMs = PING_MS } = dependencies;
  const table = new RouteTable<SocketRoute>();
  for (const route of routes) table.add('GET', route.path, route);
  const server = new WebSocketServer({ noServer: true, maxPayload: LARGEST_MESSAGE });
  const openOf = createOpenOfUsers(SOCKETS_A_USER, Math.ceil(pingMs / 1000));

  async function accept(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const found = table.find(pathOf(request));
    const route = found?.targets.get('GET');
    if (!found || !route) throw new AppError('NOT_FOUND');
    const user = await userOf(request);
    const status = await limits.countCaller(rateClass, { user, ip: request.socket.remoteAddress });
    if (status && !status.allowed) throw new AppError('RATE_LIMITED', { retryAfter: status.resetSeconds });
    // Who has left meanwhile is told of no more.
    if (socket.destroyed) return;
    openOf.expectRoom(user.userId);
    const done = openOf.begin(user.userId);
    const gone = new AbortController();
    socket.once('close', () => {
      done();
      gone.abort();
    });
    const query = new URL(request.url ?? '', 'http://localhost').searchParams;
    const { params } = found;
    const speak = await route.open({ user, params, query, headers: request.headers, signal: gone.signal });
    server.handleUpgrade(request, socket, head, (webSocket) => {
      keepAlive(webSocket, {
        pingMs,
        watchUser: (onEnd) =>
          watchCaller(user, pingMs, () => {
            onEnd();
            gone.abort();
          }),
      });
      webSocket.on('error', (error) => log.info({ userId: user.userId, err: error }, 'a socket failed'));
      speak(webSocket).then(
        () => webSocket.close(CLOSE.done),
        (error: unknown) => closeAfter(webSocket, error, gone.signal),
      );
    });
  }

  function closeAfter(socket: WebSocket, error: unknown, gone: AbortSignal): void {
    // Who is leaving takes nothing more, and that is no fault.
    if (gone.aborted || socket.readyState !== socket.OPEN) return;
    const shown = toAppError(error);
    if (shown.code === 'INTERNAL') log.error({ err: shown.cause }, 'a socket broke off');
    socket.close(CLOSE.of(shown.status), shown.code);
  }

  return {
    areAt: (request) => table.find(pathOf(request)) !== undefined,
    upgrade: opening(accept, { dialect, log }),
    open: () => server.clients.size,
    close: () => {
      for (const client of server.clients) client.close(CLOSE.goingAway, 'restarting');
      server.close();
    },
  };
}

/** Sends a message, and resolves when the connection has taken it: whoever waits for that is as slow as the reader. */
export function sendTo(socket: WebSocket, message: Buffer | string | object): Promise<void> {
  return new Promise((resolve, reject) => {
    const data = Buffer.isBuffer(message) || typeof message === 'string' ? message : JSON.stringify(message);
    socket.send(data, (error) => (error ? reject(error) : resolve()));
  });
}
