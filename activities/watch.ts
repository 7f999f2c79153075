import { setTimeout as delay } from 'node:timers/promises';

/** Looks for work again and again. */
export interface Watch {
  /** Looks until `stop`. */
  start(): void;
  /** Resolves when what is under way has ended. */
  stop(): Promise<void>;
}

/** `look` never rejects and answers whether there may be more, which is then looked for at once; else after a while. */
export function watch(look: () => Promise<boolean>, intervalMs: number): Watch {
  const stopping = new AbortController();
  let running: Promise<void> | undefined;

  const run = async () => {
    while (!stopping.signal.aborted) {
      if (await look()) continue;
      await delay(intervalMs, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  };

  return {
    start() {
      running ??= run();
    },
    async stop() {
      stopping.abort();
      await running;
    },
  };
}
