import { QueryTypes } from 'sequelize';
import type { Clock } from '../../clock';
import { dateTime } from '../../db/columns';
import type { Database } from '../../db/database';
import type { Transaction } from '../../db/transaction';
import { AppError } from '../../errors';
import { changeConfiguration, selectRows, updateRow, type Columns } from '../configuration-rows';
import { oneOfField, textField, wholeField } from '../../fields';
import { ACCOUNT_STATUSES, errorText, FORGET_REFUSALS, IN_ORDER, type AccountStatus } from './account-status';

/** What operators say of how an account stands; in force everywhere within a second. Each throws AppError NOT_FOUND. */
export interface AccountStanding {
  /** `rate_limited` and `overloaded` pass as those that upstreams tell of do. AppError VALIDATION. */
  setStatus(id: number, status: string, lastError?: string): Promise<void>;
  /** Forgets all that is held against it. */
  reset(id: number): Promise<void>;
  /** Forgets what upstreams hold against it; what operators have said of it stays. */
  forgetRefusals(id: number): Promise<void>;
  /** Whether calls are given to it; undefined: the other than now. */
  setSchedulable(id: number, schedulable: boolean | undefined): Promise<void>;
  /** Leaves it alone for so many seconds. AppError VALIDATION. */
  setUnavailable(id: number, wish: { readonly reason: string; readonly seconds: number }): Promise<void>;
  clearUnavailable(id: number): Promise<void>;
  /** Lets its conversations go: none comes back to it for having been there. */
  forgetSessions(id: number): Promise<void>;
  /** Calls that it serves at once; null: as many as come. AppError VALIDATION. */
  setLimit(id: number, limit: number | null): Promise<void>;
}

/** How long an upstream that does not say so is left alone, in milliseconds. */
export const RATE_LIMITED_MS = 300_000;
export const OVERLOADED_MS = 600_000;

const LONGEST_UNAVAILABLE_SECONDS = 30 * 86_400;

export function createAccountStanding({
  db,
  clock,
}: {
  readonly db: Database;
  readonly clock: Clock;
}): AccountStanding {
  const fromNow = (ms: number) => dateTime(new Date(clock.now().getTime() + ms));

  function change(id: number, columns: Columns): Promise<void> {
    return changeConfiguration(db, async (tx) => {
      await lock(id, tx);
      await updateRow(db, 'upstream_accounts', id, columns, tx);
    });
  }

  async function lock(id: number, tx: Transaction) {
    const find = 'SELECT schedulable FROM upstream_accounts WHERE id = ? FOR UPDATE';
    const [row] = await selectRows(db, find, [id], tx);
    if (!row) throw new AppError('NOT_FOUND', undefined, { note: `account ${id}` });
    return row;
  }

  function columnsOf(status: AccountStatus): Columns {
    if (status === 'rate_limited') return { ...IN_ORDER, rate_limited_until: fromNow(RATE_LIMITED_MS) };
    if (status === 'overloaded') return { ...IN_ORDER, overloaded_until: fromNow(OVERLOADED_MS) };
    return status === 'valid' ? IN_ORDER : { status, status_until: null };
  }

  return {
    async setStatus(id, wanted, lastError) {
      const status = oneOfField('body.status', wanted, ACCOUNT_STATUSES);
      const said =
        lastError === undefined ? {} : { last_error: lastError === '' ? null : errorText(lastError) };
      await change(id, { ...columnsOf(status), ...said });
    },

    reset: (id) => change(id, IN_ORDER),

    forgetRefusals: (id) =>
      changeConfiguration(db, async (tx) => {
        await lock(id, tx);
        await db.query(`UPDATE upstream_accounts SET ${FORGET_REFUSALS} WHERE id = ?`, {
          replacements: [id],
          type: QueryTypes.UPDATE,
          transaction: tx,
        });
      }),

    setSchedulable: (id, wanted) =>
      changeConfiguration(db, async (tx) => {
        const before = await lock(id, tx);
        const schedulable = wanted ?? before['schedulable'] !== 1;
        await updateRow(db, 'upstream_accounts', id, { schedulable }, tx);
      }),

    async setUnavailable(id, { reason, seconds }) {
      const ms = wholeField('body.ttl', seconds, 1, LONGEST_UNAVAILABLE_SECONDS) * 1000;
      await change(id, {
        unavailable_until: fromNow(ms),
        unavailable_reason: textField('body.reason', reason, 255),
      });
    },

    clearUnavailable: (id) => change(id, { unavailable_until: null, unavailable_reason: null }),

    forgetSessions: (id) =>
      changeConfiguration(db, async (tx) => {
        await lock(id, tx);
        await db.query('UPDATE upstream_accounts SET affinity_epoch = affinity_epoch + 1 WHERE id = ?', {
          replacements: [id],
          type: QueryTypes.UPDATE,
          transaction: tx,
        });
      }),

    setLimit: (id, limit) =>
      changeConfiguration(db, async (tx) => {
        await lock(id, tx);
        const columns = { max_concurrency: wholeField('body.limit', limit, 1) };
        await updateRow(db, 'gateway_channels', id, columns, tx);
      }),
  };
}
