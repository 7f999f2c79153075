import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';

/**
 * Work that goes on after its request was answered: where waiting for it would tell the caller something, such
 * as whether there is an account. What fails is tried twice more; what a process leaves undone is lost.
 */
export interface Background {
  /**
   * Begins `work`, which is safe to repeat, once the request that asks for it has had its turn. What it fails with in
   * the end is logged under `name`.
   */
  run(name: string, work: () => Promise<unknown>): void;
  /** Settles when nothing is under way. What has failed is not waited for and tried again from now on. */
  idle(): Promise<void>;
}

const PAUSES_MS = [1_000, 5_000];

export function createBackground({
  log,
  pausesMs = PAUSES_MS,
}: {
  readonly log: Pick<Logger, 'error'>;
  readonly pausesMs?: readonly number[];
}): Background {
  const underWay = new Set<Promise<void>>();
  const closing = new AbortController();

  async function later(name: string, work: () => Promise<unknown>): Promise<void> {
    await new Promise(setImmediate);
    for (let attempt = 0; ; attempt++) {
      try {
        await work();
        return;
      } catch (error) {
        const pause = pausesMs[attempt];
        if (pause === undefined || closing.signal.aborted) {
          log.error({ err: error, work: name }, 'work in the background failed');
          return;
        }
        await delay(pause, undefined, { signal: closing.signal }).catch(() => undefined);
      }
    }
  }

  return {
    run(name, work) {
      const done = later(name, work).finally(() => underWay.delete(done));
      underWay.add(done);
    },
    async idle() {
      closing.abort();
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}
