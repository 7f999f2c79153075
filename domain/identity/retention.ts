import type { Clock } from '../clock';
import type { Database } from '../db/database';
import { deleteExpired } from './expired-rows';
import { deleteOldEvents } from './old-events';

/** How many rows of each kind were deleted. */
export interface SweptRows {
  readonly sessions: number;
  readonly invitations: number;
  readonly codes: number;
  readonly tokens: number;
  readonly events: number;
  readonly anonymousEvents: number;
}

/** What is known of people's sign-ins is kept for as long as it may be needed, and no longer. */
export interface IdentityRetention {
  /**
   * Deletes what is kept no longer, at most 1,000 rows a statement so that nobody waits long for them. `onBatch` is
   * told after each how many went so far; what it throws ends the sweep, and what has gone by then is gone.
   */
  sweep(onBatch?: (sweptSoFar: SweptRows) => void): Promise<SweptRows>;
}

const BATCH = 1000;
const DAY_MS = 86_400_000;
/** How long it can still be looked into what a session, an invitation, or a try of a stranger has been. */
const KEPT_DAYS = 30;

/** `eventsDays`: for how long users see what happened to their accounts. */
export function createIdentityRetention({
  db,
  clock,
  eventsDays,
}: {
  readonly db: Database;
  readonly clock: Clock;
  readonly eventsDays: number;
}): IdentityRetention {
  return {
    async sweep(onBatch = () => undefined) {
      const now = clock.now();
      const daysAgo = (days: number) => new Date(now.getTime() - days * DAY_MS);
      const kept = daysAgo(KEPT_DAYS);
      const batches: Record<keyof SweptRows, () => Promise<number>> = {
        sessions: () => deleteExpired(db, 'sessions', kept, BATCH),
        invitations: () => deleteExpired(db, 'team_invitations', kept, BATCH),
        codes: () => deleteExpired(db, 'verification_codes', now, BATCH),
        tokens: () => deleteExpired(db, 'one_time_tokens', now, BATCH),
        events: () => deleteOldEvents(db, 'anybody', daysAgo(eventsDays), BATCH),
        anonymousEvents: () => deleteOldEvents(db, 'nobody', kept, BATCH),
      };
      let swept: SweptRows = {
        sessions: 0,
        invitations: 0,
        codes: 0,
        tokens: 0,
        events: 0,
        anonymousEvents: 0,
      };
      for (const kind of Object.keys(batches) as (keyof SweptRows)[]) {
        for (let deleted = BATCH; deleted === BATCH;) {
          deleted = await batches[kind]();
          swept = { ...swept, [kind]: swept[kind] + deleted };
          onBatch(swept);
        }
      }
      return swept;
    },
  };
}
