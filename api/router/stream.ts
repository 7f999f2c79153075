import { once } from 'node:events';
import type { Response } from 'express';
import type { EventStream, StreamEvent } from './call';

/** Keeps proxies from closing a stream that has nothing to say for a while. */
const HEARTBEAT_MS = 15_000;
/** How long a browser waits before it connects again. */
const RETRY_MS = 2_000;

/**
 * Sends events (WHATWG server-sent events) until the stream ends or `signal` aborts. A slow reader slows the
 * stream down: nothing is taken from it while the connection's buffer is full.
 */
export async function sendStream(
  res: Response,
  stream: EventStream,
  signal: AbortSignal,
  heartbeatMs = HEARTBEAT_MS,
): Promise<void> {
  res.writeHead(200, {
    'Content-Type': 'text/event-stream; charset=utf-8',
    'Cache-Control': 'no-store, no-transform',
    'X-Accel-Buffering': 'no', // nginx would hold events back
  });
  if (res.req.method === 'HEAD') {
    res.end();
    return;
  }
  res.write(`retry: ${RETRY_MS}\n\n`);
  const heartbeat = setInterval(() => {
    if (!res.writableNeedDrain) res.write(': still here\n\n');
  }, heartbeatMs);
  try {
    for await (const event of stream) {
      if (signal.aborted) break;
      if (!res.write(frameOf(event))) await once(res, 'drain', { signal });
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    clearInterval(heartbeat);
  }
  res.end();
}

function frameOf({ id, event, data }: StreamEvent): string {
  return `id: ${id}\nevent: ${event}\n${data.replace(/^/gm, 'data: ')}\n\n`;
}
