import { constants, type Http2Stream } from 'node:http2';

/**
 * Tells the guest that nobody wants a stream any more. Not at once: cancelled while its session reads, as after an `await`
 * of something that was read, Node 20 can lose it, and the guest goes on with a stream that nobody has.
 */
export function cancelStream(stream: Http2Stream): void {
  setImmediate(() => stream.close(constants.NGHTTP2_CANCEL));
}
