import { STATUS_CODES, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Logger } from 'pino';
import { WebSocketServer, type WebSocket } from 'ws';
import { AppError } from '../../domain/errors';
import type { Clock } from '../../domain/clock';
import type { Announcements } from '../../domain/jobs/announcements';
import type { JobEvent } from '../../domain/jobs/job';
import type { Jobs } from '../../domain/jobs/jobs';
import type { Notification } from '../../domain/notifications/notification';
import type { Notifications } from '../../domain/notifications/notifications';
import type { Principal } from '../auth/principal';
import type { Dialect } from '../router/dialect';
import { languageOf, type Language } from '../router/language';
import { toAppError } from '../router/unexpected';
import { JobFeed } from './job-feed';
import { NotificationFeeds } from './notification-feed';
import { BEARER_PROTOCOL, type SocketOwner } from './upgrade-credential';

/** Sockets that one user may have open: tabs and devices, not a flood. */
const SOCKETS_A_USER = 20;
/** Nothing is expected from the other side. */
const LARGEST_MESSAGE = 4_096;
const PING_MS = 30_000;
/** A reader this far behind is cut off; it reads what it missed when it comes back. */
const LARGEST_BACKLOG = 1_048_576;

const GOING_AWAY = 1001;
const POLICY_VIOLATION = 1008;

export interface JobSockets {
  /** Whether there is a socket at the path of a request. */
  readonly areAt: (request: IncomingMessage) => boolean;
  /** For the server's `upgrade` event. */
  readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  readonly open: () => number;
  /** Tells every socket that the server goes away. */
  close(): void;
}

/** The WebSocket that pushes every change of a user's jobs, and the user's feed of notifications: JSON text. */
export function createJobSockets(dependencies: {
  /** The paths that it is served at. */
  readonly paths: readonly string[];
  readonly jobs: Pick<Jobs, 'events' | 'recent'>;
  readonly notifications: Pick<Notifications, 'after' | 'standing'>;
  readonly announcements: Pick<Announcements, 'onOwner' | 'onGap' | 'onFeed'>;
  readonly ownerOf: (request: IncomingMessage) => Promise<SocketOwner>;
  /** Whether the owner is still let in. AppError when not. */
  readonly stillStands: (user: Principal) => Promise<unknown>;
  readonly eventDto: (event: JobEvent, language: Language) => object;
  readonly notificationDto: (line: Notification, language: Language) => object;
  readonly dialect: Dialect;
  readonly clock: Clock;
  readonly log: Logger;
  readonly pingMs?: number;
}): JobSockets {
  const {
    paths,
    jobs,
    notifications,
    announcements,
    ownerOf,
    stillStands,
    eventDto,
    notificationDto,
    dialect,
    clock,
    log,
    pingMs = PING_MS,
  } = dependencies;
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: LARGEST_MESSAGE,
    handleProtocols: (protocols) => (protocols.has(BEARER_PROTOCOL) ? BEARER_PROTOCOL : false),
  });
  const openOf = new Map<number, number>();
  const feeds = new NotificationFeeds(notifications, announcements, pingMs);

  function serve(socket: WebSocket, { user, expiresAt }: SocketOwner, feed: JobFeed): void {
    const { userId } = user;
    const lifetime = expiresAt && expiresAt.getTime() - clock.now().getTime();
    const endOfToken =
      lifetime && setTimeout(() => socket.close(POLICY_VIOLATION, 'token expired'), lifetime);
    let answered = true;
    const heartbeat = setInterval(() => {
      if (!answered) return socket.terminate();
      answered = false;
      socket.ping();
      feed.lookAgain();
      stillStands(user).catch(() => socket.close(POLICY_VIOLATION, 'signed out'));
    }, pingMs);

    openOf.set(userId, (openOf.get(userId) ?? 0) + 1);
    socket.on('pong', () => (answered = true));
    socket.on('error', (error) => log.info({ userId, err: error }, 'a socket failed'));
    socket.once('close', () => {
      clearInterval(heartbeat);
      clearTimeout(endOfToken);
      const left = (openOf.get(userId) ?? 1) - 1;
      if (left > 0) openOf.set(userId, left);
      else openOf.delete(userId);
    });
  }

  async function accept(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const owner = await ownerOf(request);
    const { userId } = owner.user;
    if ((openOf.get(userId) ?? 0) >= SOCKETS_A_USER) {
      throw new AppError('RATE_LIMITED', { retryAfter: Math.ceil(pingMs / 1000) });
    }
    const language = languageOf(request.headers['accept-language']);
    let open: (opened: WebSocket) => void = () => undefined;
    const opened = new Promise<WebSocket>((resolve) => (open = resolve));
    const send = async (message: object) => {
      const webSocket = await opened;
      if (webSocket.readyState !== webSocket.OPEN) return;
      if (webSocket.bufferedAmount > LARGEST_BACKLOG) webSocket.terminate();
      else webSocket.send(JSON.stringify(message));
    };
    const failed = (error: unknown) => log.warn({ userId, err: error }, 'a change could not be pushed');
    const feed = new JobFeed(userId, jobs, clock, {
      send: (event) => send(eventDto(event, language)),
      failed,
    });
    // Before the client knows that it is connected: what it orders from then on, it hears of.
    const stops = [announcements.onOwner(userId, feed.changed), announcements.onGap(feed.lookAgain)];
    const gone = new AbortController();
    socket.once('close', () => {
      gone.abort();
      stops.forEach((stop) => stop());
    });
    await feed.begin();
    const seenSeq = await feeds.beginning(userId, request.url ?? '');
    server.handleUpgrade(request, socket, head, (webSocket) => {
      open(webSocket);
      const tell = (line: Notification) => send(notificationDto(line, language));
      void feeds.push(userId, seenSeq, { send: tell, failed }, gone.signal);
      serve(webSocket, owner, feed);
    });
  }

  return {
    areAt: ({ url = '' }) => paths.includes(url.replace(/\?.*/s, '')),
    upgrade: (request, socket, head) => {
      socket.on('error', () => socket.destroy());
      accept(request, socket, head).catch((error: unknown) => {
        const shown = toAppError(error);
        if (shown.code === 'INTERNAL') log.error({ err: shown.cause }, 'a socket could not be opened');
        const language = languageOf(request.headers['accept-language']);
        const { status, body } = dialect.failure(shown, { language, requestId: '' });
        refuse(socket, status, JSON.stringify(body));
      });
    },
    open: () => server.clients.size,
    close: () => {
      for (const client of server.clients) client.close(GOING_AWAY, 'restarting');
      server.close();
    },
  };
}

function refuse(socket: Duplex, status: number, json: string): void {
  socket.end(
    [
      `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
      'Connection: close',
      'Content-Type: application/json; charset=utf-8',
      `Content-Length: ${Buffer.byteLength(json)}`,
      '',
      json,
    ].join('\r\n'),
  );
}
