import type { Logger } from 'pino';

/**
 * Work that goes on after its request was answered: where waiting for it would tell the caller something, such
 * as whether there is an account.
 */
export interface Background {
  /** Begins `work` once the request that asks for it has had its turn. What it fails with is logged under `name`. */
  run(name: string, work: () => Promise<unknown>): void;
  /** Settles when nothing is under way. */
  idle(): Promise<void>;
}

export function createBackground({ log }: { readonly log: Pick<Logger, 'error'> }): Background {
  const underWay = new Set<Promise<void>>();

  async function later(name: string, work: () => Promise<unknown>): Promise<void> {
    await new Promise(setImmediate);
    try {
      await work();
    } catch (error) {
      log.error({ err: error, work: name }, 'work in the background failed');
    }
  }

  return {
    run(name, work) {
      const done = later(name, work).finally(() => underWay.delete(done));
      underWay.add(done);
    },
    async idle() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}
