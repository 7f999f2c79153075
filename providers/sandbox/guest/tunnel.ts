import { constants, type ClientHttp2Stream } from 'node:http2';
import { Duplex } from 'node:stream';

/** In bytes: how much follows. None says that this direction has ended. */
const HEAD = 2;
const MOST = 16 * 1024;

/**
 * A connection that a guest carries in a stream. Each direction ends by itself, as a TCP connection's do; a stream that
 * breaks off is `ECONNRESET`.
 */
export function openTunnel(stream: ClientHttp2Stream): Duplex {
  let ended = false;
  const tunnel = new Duplex({
    read: () => {
      stream.resume();
    },
    write: (chunk: Buffer, _encoding, done) => writeFrames(stream, chunk, done),
    final: (done) => stream.end(Buffer.alloc(HEAD), () => done()),
    destroy: (error, done) => {
      if (!ended || !tunnel.writableFinished) stream.close(constants.NGHTTP2_CANCEL);
      done(error);
    },
  });
  const read = frameReader(
    (content) => {
      if (!tunnel.push(content)) stream.pause();
    },
    () => {
      ended = true;
      tunnel.push(null);
    },
  );
  stream.on('data', read);
  stream.on('close', () => {
    if (!ended || !tunnel.writableFinished) tunnel.destroy(reset());
  });
  return tunnel;
}

function writeFrames(stream: ClientHttp2Stream, chunk: Buffer, done: (error?: Error | null) => void): void {
  if (chunk.length === 0) return done();
  stream.cork();
  for (let at = 0; at < chunk.length; at += MOST) {
    const content = chunk.subarray(at, at + MOST);
    const head = Buffer.allocUnsafe(HEAD);
    head.writeUInt16BE(content.length);
    stream.write(head);
    stream.write(content, at + MOST >= chunk.length ? done : undefined);
  }
  stream.uncork();
}

/** Takes frames apart, however they are cut into chunks; what comes after the end is not looked at. */
function frameReader(onContent: (content: Buffer) => void, onEnd: () => void): (chunk: Buffer) => void {
  let missing = 0;
  let high: number | undefined;
  let over = false;
  return (chunk) => {
    let at = 0;
    while (at < chunk.length && !over) {
      if (missing > 0) {
        const content = chunk.subarray(at, at + missing);
        missing -= content.length;
        at += content.length;
        onContent(content);
        continue;
      }
      const byte = chunk[at++] ?? 0;
      if (high === undefined) {
        high = byte;
        continue;
      }
      missing = high * 256 + byte;
      high = undefined;
      if (missing === 0) {
        over = true;
        onEnd();
      }
    }
  };
}

function reset(): NodeJS.ErrnoException {
  return Object.assign(new Error('The sandbox cut the connection.'), { code: 'ECONNRESET' });
}
