import type { Duplex } from 'node:stream';

/**
 * Carries bytes both ways between two streams, each way until its end; when one of them breaks, so does the other. How they
 * ended tells nobody anything. By `pipe`: two pipelines hang more listeners on a stream than Node takes for sound.
 */
export function join(one: Duplex, other: Duplex): void {
  for (const [from, to] of [
    [one, other],
    [other, one],
  ] as const) {
    from.on('error', () => undefined);
    from.once('close', () => {
      // What was read to its end is still being written.
      if (!to.readableEnded || !to.writableEnded) to.destroy();
    });
    from.pipe(to);
    if (from.closed) to.destroy();
  }
}
