import { once } from 'node:events';
import type { Response } from 'express';
import { AppError } from '../../domain/errors';
import type { EventStream, StreamEvent } from './call';

/** Keeps proxies from closing a stream that has nothing to say for a while. */
const HEARTBEAT_MS = 15_000;
/** How long a browser waits before it connects again. */
const RETRY_MS = 2_000;

export interface StreamCare {
  readonly heartbeatMs?: number | undefined;
  /** Calls back when the reader is let in no more, until the answered function is called; looks each `everyMs`. */
  readonly watchReader: (everyMs: number, onEnd: () => void) => () => void;
}

/** Begins a stream of events (WHATWG server-sent events). Answers what to call when there will be no more. */
export function openStream(
  res: Response,
  { heartbeatMs = HEARTBEAT_MS, watchReader }: StreamCare,
): () => void {
  res.writeHead(200, {
    'Content-Type': 'text/event-stream; charset=utf-8',
    'Cache-Control': 'no-store, no-transform',
    'X-Accel-Buffering': 'no', // nginx would hold events back
  });
  if (res.req.method !== 'HEAD') res.write(`retry: ${RETRY_MS}\n\n`);
  const heartbeat = setInterval(() => {
    if (!res.writableNeedDrain) res.write(': still here\n\n');
  }, heartbeatMs);
  const unwatch = watchReader(heartbeatMs, () => res.destroy());
  return () => {
    clearInterval(heartbeat);
    unwatch();
  };
}

/**
 * Sends events until the stream ends or `signal` aborts. A slow reader slows the stream down: nothing is taken from it
 * while the connection's buffer is full.
 */
export async function sendStream(
  res: Response,
  stream: EventStream,
  signal: AbortSignal,
  care: StreamCare,
): Promise<void> {
  const close = openStream(res, care);
  try {
    // A HEAD is told what a GET would be, and nothing is taken from the stream for it.
    for await (const event of res.req.method === 'HEAD' ? [] : stream) {
      if (signal.aborted) break;
      gather(res);
      if (!res.write(frameOf(event))) await once(res, 'drain', { signal });
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    close();
  }
  res.end();
}

/** What is written until the process has nothing else at hand goes out together. */
function gather(res: Response): void {
  if (res.writableCorked > 0) return;
  res.cork();
  setImmediate(() => res.uncork());
}

/** Streams that one user may have open: tabs, devices and screens on a wall, not a flood. */
const STREAMS_A_USER = 100;

/** Counts the open streams of each user. */
export function countStreams() {
  const open = new Map<number, number>();
  return {
    /** Answers what to call at the end. AppError RATE_LIMITED when the user has too many. */
    begin(userId: number | undefined): () => void {
      if (userId === undefined) return () => undefined;
      const count = open.get(userId) ?? 0;
      if (count >= STREAMS_A_USER) throw new AppError('RATE_LIMITED', { retryAfter: HEARTBEAT_MS / 1000 });
      open.set(userId, count + 1);
      return () => {
        const left = (open.get(userId) ?? 1) - 1;
        if (left > 0) open.set(userId, left);
        else open.delete(userId);
      };
    },
  };
}

/** An event as it is sent. */
export function frameOf({ id, event, data }: Omit<StreamEvent, 'id'> & Partial<StreamEvent>): string {
  const number = id === undefined ? '' : `id: ${id}\n`;
  const lines = /[\r\n]/.test(data)
    ? data.replace(/^|\r\n|[\r\n]/g, (end) => `${end}data: `)
    : `data: ${data}`;
  return `${number}event: ${event}\n${lines}\n\n`;
}
