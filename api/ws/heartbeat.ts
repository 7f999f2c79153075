import type { WebSocket } from 'ws';
import { CLOSE } from './socket-door';

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
  const unwatch = watchUser(() => socket.close(CLOSE.policyViolation, 'signed out'));
  socket.on('pong', () => (answered = true));
  socket.once('close', () => {
    clearInterval(heartbeat);
    unwatch();
  });
}
