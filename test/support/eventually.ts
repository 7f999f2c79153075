import { setTimeout as delay } from 'node:timers/promises';

const PAUSE_MS = 5;

/** Asks again and again until what is expected is so; fails as the last time did after `timeoutMs`. */
export async function eventually(expectation: () => Promise<void> | void, timeoutMs = 15_000): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    try {
      return await expectation();
    } catch (error) {
      if (performance.now() > deadline) throw error;
      await delay(PAUSE_MS);
    }
  }
}
