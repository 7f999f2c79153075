import type { Duplex } from 'node:stream';

/**
 * Carries bytes both ways between two streams, each way until its end; when one of them breaks, so does the other. Resolves
 * when both are closed: how they ended tells nobody anything. By `pipe`: two pipelines hang more listeners on a stream than
 * Node takes for sound.
 */
export async function joined(one: Duplex, other: Duplex): Promise<void> {
  await Promise.all([carried(one, other), carried(other, one)]);
}

function carried(from: Duplex, to: Duplex): Promise<void> {
  return new Promise((resolve) => {
    from.on('error', () => undefined);
    from.once('close', () => {
      // What was read to its end is still being written.
      if (!to.readableEnded || !to.writableEnded) to.destroy();
      resolve();
    });
    from.pipe(to);
    if (!from.closed) return;
    to.destroy();
    resolve();
  });
}
