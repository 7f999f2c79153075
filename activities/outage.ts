import { setTimeout as delay } from 'node:timers/promises';
import { log } from '@temporalio/activity';
import { isDatabaseOutage } from '../domain/db/faults';

const FIRST_WAIT_MS = 100;
const LONGEST_WAIT_MS = 2000;

/**
 * Runs work on the database, and while the database is away waits for it: the few attempts that an activity
 * has are for its own failures. `work` must be safe to repeat. Ends with the signal's reason when aborted.
 */
export async function throughOutage<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  for (let wait = FIRST_WAIT_MS; ; wait = Math.min(2 * wait, LONGEST_WAIT_MS)) {
    try {
      return await work();
    } catch (error) {
      if (!isDatabaseOutage(error)) throw error;
      log.warn('the database is away', { error });
      await delay(wait, undefined, { signal });
    }
  }
}
