import { constants, type ClientHttp2Stream, type IncomingHttpHeaders } from 'node:http2';
import { Readable } from 'node:stream';
import { AppError } from '../../../domain/errors';
import { lost } from './session';

/**
 * The pieces of an answer's body, to its end. The guest says in a trailer that it is whole, because a connection that
 * breaks looks like an end.
 * @throws AppError SANDBOX_LOST when it is not whole, or goes on for more than `most` bytes.
 */
export async function* pieces(stream: ClientHttp2Stream, most = Infinity): AsyncGenerator<Buffer> {
  let whole = false;
  let size = 0;
  stream.once('trailers', (trailers: IncomingHttpHeaders) => (whole = trailers['x-complete'] === '1'));
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > most) throw new AppError('SANDBOX_REFUSED', { reason: 'too_large' });
      yield chunk;
    }
  } catch (error) {
    throw error instanceof AppError ? error : lost('An answer of the sandbox broke off.', error);
  } finally {
    stream.close(constants.NGHTTP2_CANCEL);
  }
  if (!whole) throw lost('An answer of the sandbox broke off.');
}

/** The same as a stream, which fails where they throw. */
export function readable(stream: ClientHttp2Stream, most?: number): Readable {
  return Readable.from(pieces(stream, most), { objectMode: false });
}
