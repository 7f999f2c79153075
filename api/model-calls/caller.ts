import { once } from 'node:events';
import type { Response } from 'express';

/** Keeps proxies from closing a stream that has nothing to say for a while. */
const HEARTBEAT_MS = 15_000;

/** What a stream's caller is told at its end, in a trailer, if it reads trailers. */
const LATE = 'X-Taskloom-Cost';

/** The answer's way to the caller: whole, or piece by piece at the caller's pace. */
export interface CallerAnswer {
  /** Aborts when the caller hangs up before the answer is whole. */
  readonly gone: AbortSignal;
  /** Sends a whole answer. */
  whole(bytes: Buffer | string): void;
  /** Sends more of a stream. Waits while the connection is full; answers false once the caller is gone. */
  more(bytes: Buffer | string): Promise<boolean>;
  end(): void;
  /** Hangs up on a caller who does not take what is sent. */
  dropIfStalled(): void;
  /** What is told beside the answer: before it begins, but for what the end of a stream tells. */
  header(name: string, value: string): void;
}

/** @param streamType the content type of a stream; undefined for a whole answer. */
export function callerAnswer(res: Response, streamType: string | undefined): CallerAnswer {
  const gone = new AbortController();
  // Comments are part of event streams alone.
  const beats = streamType?.startsWith('text/event-stream') === true;
  const heartbeat = beats ? setInterval(beat, HEARTBEAT_MS) : undefined;
  let spoke = false;
  // Whoever hung up while the request was being unpacked has done so already.
  if (res.closed) closed();
  else res.once('close', closed);

  function closed(): void {
    clearInterval(heartbeat);
    if (!res.writableFinished) gone.abort(new Error('the caller hung up'));
  }

  function begin(): void {
    if (res.headersSent) return;
    res.statusCode = 200;
    res.setHeader('Content-Type', streamType ?? 'application/json');
    res.setHeader('Cache-Control', 'no-store');
    if (streamType === undefined) return;
    res.setHeader('X-Accel-Buffering', 'no'); // nginx would hold the pieces back
    // HTTP/1.0, which nginx speaks unless told otherwise, has no trailers.
    if (res.req.httpVersion === '1.1') res.setHeader('Trailer', LATE);
  }

  function beat(): void {
    if (spoke) spoke = false;
    else if (!res.writableNeedDrain && !res.writableEnded) {
      begin();
      res.write(': still here\n\n');
    }
  }

  return {
    gone: gone.signal,
    header(name, value) {
      if (!res.headersSent) res.setHeader(name, value);
      else if (name === LATE && res.hasHeader('Trailer')) res.addTrailers({ [name]: value });
    },
    whole(bytes) {
      begin();
      res.setHeader('Content-Length', Buffer.byteLength(bytes));
      res.end(bytes);
    },
    async more(bytes) {
      if (gone.signal.aborted) return false;
      begin();
      spoke = true;
      if (res.write(bytes)) return true;
      await once(res, 'drain', { signal: gone.signal }).catch(() => undefined);
      return !gone.signal.aborted;
    },
    dropIfStalled() {
      if (res.writableNeedDrain) res.destroy();
    },
    end() {
      clearInterval(heartbeat);
      if (!res.writableEnded) res.end();
    },
  };
}
