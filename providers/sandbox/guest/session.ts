import { connect as http2Connect, constants, type ClientHttp2Session } from 'node:http2';
import type { Duplex } from 'node:stream';
import { AppError } from '../../../domain/errors';

/** Opens a stream of bytes to the guest program of one sandbox; it fails when the sandbox is gone. */
export type Connect = () => Promise<Duplex>;

/** What one stream of an answer may hold back of itself, and all of them together, in bytes. */
const STREAM_WINDOW = 256 * 1024;
const SESSION_WINDOW = 32 * 1024 * 1024;
const MOST_HEADER_BYTES = 16 * 1024;
/** In MB; what nghttp2 may hold for one sandbox, with the windows above. */
const SESSION_MEMORY = 48;

/** The connection to a guest: made when it is needed, and made again when it broke. */
export interface GuestSession {
  /** @throws AppError SANDBOX_LOST when there is no connection to be had, or it was closed here. */
  open(): Promise<ClientHttp2Session>;
  close(): void;
}

export function createGuestSession(connect: Connect): GuestSession {
  let current: Promise<ClientHttp2Session> | undefined;
  let closed = false;

  const start = async (): Promise<ClientHttp2Session> => {
    const transport = await connect();
    if (closed) transport.destroy();
    const session = speakHttp2(transport);
    const forget = () => {
      if (current === starting) current = undefined;
    };
    session.once('close', forget);
    session.once('goaway', forget);
    return session;
  };
  let starting: Promise<ClientHttp2Session>;

  return {
    async open() {
      if (closed) throw lost('The connection to the sandbox was closed.');
      if (current === undefined) {
        current = starting = start();
        starting.catch(() => (current = undefined));
      }
      try {
        const session = await current;
        if (!session.destroyed && !session.closed) return session;
      } catch (error) {
        throw lost('There is no connection to the sandbox.', error);
      }
      current = undefined;
      return this.open();
    },
    close() {
      closed = true;
      current?.then(
        (session) => session.destroy(),
        () => undefined,
      );
    },
  };
}

function speakHttp2(transport: Duplex): ClientHttp2Session {
  const session = http2Connect('http://sandbox', {
    createConnection: () => transport,
    maxSessionMemory: SESSION_MEMORY,
    peerMaxConcurrentStreams: 1000,
    settings: { enablePush: false, initialWindowSize: STREAM_WINDOW, maxHeaderListSize: MOST_HEADER_BYTES },
  });
  session.once('connect', () => session.setLocalWindowSize(SESSION_WINDOW));
  // Each stream of it fails by itself, and the next one makes another.
  session.on('error', () => undefined);
  session.on('stream', (stream) => stream.close(constants.NGHTTP2_REFUSED_STREAM));
  return session;
}

/** That the sandbox is gone, or as good as. */
export function lost(note: string, cause?: unknown): AppError<'SANDBOX_LOST'> {
  return new AppError('SANDBOX_LOST', undefined, { note, cause });
}
