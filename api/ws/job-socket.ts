import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Logger } from 'pino';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Clock } from '../../domain/clock';
import type { Announcements } from '../../domain/jobs/announcements';
import type { JobEvent } from '../../domain/jobs/job';
import type { Jobs } from '../../domain/jobs/jobs';
import type { Notification } from '../../domain/notifications/notification';
import type { Notifications } from '../../domain/notifications/notifications';
import type { WatchCaller } from '../auth/caller-watch';
import type { Dialect } from '../router/dialect';
import { languageOf, type Language } from '../router/language';
import { keepAlive } from './heartbeat';
import { JobFeed } from './job-feed';
import { NotificationFeeds } from './notification-feed';
import { createOpenOfUsers } from './open-of-users';
import { CLOSE, opening, pathOf, type SocketDoor } from './socket-door';
import { BEARER_PROTOCOL, type SocketOwner } from './upgrade-credential';

/** Sockets that one user may have open: tabs and devices, not a flood. */
const SOCKETS_A_USER = 20;
/** Nothing is expected from the other side. */
const LARGEST_MESSAGE = 4_096;
const PING_MS = 30_000;
/** A reader this far behind is cut off; it reads what it missed when it comes back. */
const LARGEST_BACKLOG = 1_048_576;

/** The WebSocket that pushes every change of a user's jobs, and the user's feed of notifications: JSON text. */
export function createJobSockets(dependencies: {
  /** The paths that it is served at. */
  readonly paths: readonly string[];
  readonly jobs: Pick<Jobs, 'events' | 'recent'>;
  readonly notifications: Pick<Notifications, 'after' | 'standing'>;
  readonly announcements: Pick<Announcements, 'onOwner' | 'onGap' | 'onFeed'>;
  readonly ownerOf: (request: IncomingMessage) => Promise<SocketOwner>;
  readonly watchCaller: WatchCaller;
  readonly eventDto: (event: JobEvent, language: Language) => object;
  readonly notificationDto: (line: Notification, language: Language) => object;
  readonly dialect: Dialect;
  readonly clock: Clock;
  readonly log: Logger;
  readonly pingMs?: number;
}): SocketDoor {
  const {
    paths,
    jobs,
    notifications,
    announcements,
    ownerOf,
    watchCaller,
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
  const openOf = createOpenOfUsers(SOCKETS_A_USER, Math.ceil(pingMs / 1000));
  const feeds = new NotificationFeeds(notifications, announcements, pingMs);

  function serve(socket: WebSocket, { user, expiresAt }: SocketOwner, feed: JobFeed): void {
    const { userId } = user;
    const lifetime = expiresAt && expiresAt.getTime() - clock.now().getTime();
    const endOfToken =
      lifetime && setTimeout(() => socket.close(CLOSE.policyViolation, 'token expired'), lifetime);
    const done = openOf.begin(userId);
    keepAlive(socket, {
      pingMs,
      watchUser: (onEnd) => watchCaller(user, pingMs, onEnd),
      onBeat: () => feed.lookAgain(),
    });
    socket.on('error', (error) => log.info({ userId, err: error }, 'a socket failed'));
    socket.once('close', () => {
      clearTimeout(endOfToken);
      done();
    });
  }

  async function accept(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const owner = await ownerOf(request);
    const { userId } = owner.user;
    if (socket.destroyed) return; // it has left meanwhile, which is told of no more
    openOf.expectRoom(userId);
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
    areAt: (request) => paths.includes(pathOf(request)),
    upgrade: opening(accept, { dialect, log }),
    open: () => server.clients.size,
    close: () => {
      for (const client of server.clients) client.close(CLOSE.goingAway, 'restarting');
      server.close();
    },
  };
}
