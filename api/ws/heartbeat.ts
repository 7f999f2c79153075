import type { WebSocket } from 'ws';
import { CLOSE } from './socket-door';

/** How long a client has to close what is closed to it. */
const CLOSING_MS = 1_000;

/**
 * Looks after a socket until it closes: ends one whose other side does not answer pings, and one whose user is let in no
 * more. `onBeat` is called with each ping.
 */
export function keepAlive(
  socket: WebSocket,
  {
    pingMs,
    watchUser,
    onBeat = () => undefined,
  }: {
    readonly pingMs: number;
    /** Calls back when its user is let in no more, until the answered function is called. */
    readonly watchUser: (onEnd: () => void) => () => void;
    readonly onBeat?: () => void;
  },
): void {
  let answered = true;
  const heartbeat = setInterval(() => {
    // Of one that is read no further its answers are not seen; what is sent to it tells whether it is there.
    if (!answered && !socket.isPaused) return socket.terminate();
    answered = false;
    socket.ping();
    onBeat();
  }, pingMs);
  let closing: NodeJS.Timeout | undefined;
  const unwatch = watchUser(() => {
    socket.close(CLOSE.policyViolation, 'signed out');
    // Whoever is to be shut out need not answer that.
    closing = setTimeout(() => socket.terminate(), CLOSING_MS);
  });
  socket.on('pong', () => (answered = true));
  socket.once('close', () => {
    clearInterval(heartbeat);
    clearTimeout(closing);
    unwatch();
  });
}
