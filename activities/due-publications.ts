import type { Logger } from 'pino';
import type { OutboxEntry } from '../domain/outbox';
import type { DuePublications } from '../domain/publishing/due';
import { watch, type Watch } from './watch';

interface Dependencies {
  readonly due: DuePublications;
  /** Delivers what the outbox owes; never rejects, for what fails is left to the relay. */
  readonly dispatch: (entry: OutboxEntry) => Promise<void>;
  readonly logger: Logger;
  /** Between two looks: so much later than asked for does a publication begin at most. */
  readonly intervalMs?: number;
}

/**
 * Hands publications over to workflows as their times come. Any number of workers may watch: each publication is handed
 * over by one.
 */
export function watchDuePublications({ due, dispatch, logger, intervalMs = 500 }: Dependencies): Watch {
  /** Answers whether there may be more. */
  const look = async (): Promise<boolean> => {
    try {
      const { entries, more } = await due.handOver();
      await Promise.all(entries.map(dispatch));
      return more;
    } catch (error) {
      logger.warn({ err: error }, 'the publications that are due cannot be read'); // the next look finds them
      return false;
    }
  };

  return watch(look, intervalMs);
}
