import { QueryTypes } from 'sequelize';
import type { Clock } from '../clock';
import { dateTime } from '../db/columns';
import type { Database } from '../db/database';
import { inTransaction, type Transaction } from '../db/transaction';
import { changeConfiguration, selectRows } from './configuration-rows';

/** How a channel did for a while. */
export interface ChannelOutcome {
  readonly id: number;
  /** Whether it answered, before the failures that are counted here. */
  readonly worked: boolean;
  /** Failures in a row, up to now. */
  readonly failures: number;
  readonly last: { readonly at: Date; readonly reason: string } | undefined;
}

/** What calls learn about channels, in the channels' rows. */
export interface ChannelFailures {
  /**
   * Counts failures in a row. From `disableAfter` on a channel is switched off, if that is given; answers those that
   * were now.
   */
  record(
    outcomes: readonly ChannelOutcome[],
    options?: { readonly disableAfter?: number | undefined },
  ): Promise<number[]>;
  /** Switches channels on again that were switched off by themselves before `before`; answers their ids. */
  recover(before: Date): Promise<number[]>;
}

const LONGEST_REASON = 255;

/** How many channels are switched off for their failures. */
export async function countSwitchedOff(db: Database): Promise<number> {
  const query =
    'SELECT COUNT(*) AS total FROM gateway_channels WHERE NOT enabled AND auto_disabled_at IS NOT NULL';
  const [row] = await selectRows(db, query, []);
  return Number(row?.['total']);
}

export function createChannelFailures({
  db,
  clock,
}: {
  readonly db: Database;
  readonly clock: Clock;
}): ChannelFailures {
  const update = (query: string, replacements: unknown[], tx: Transaction) =>
    db.query(query, { replacements, type: QueryTypes.UPDATE, transaction: tx });

  async function count(outcomes: readonly ChannelOutcome[]): Promise<void> {
    const healthy = outcomes.filter(({ failures, last }) => failures === 0 && !last).map(({ id }) => id);
    await inTransaction(db, async (tx) => {
      if (healthy.length > 0) {
        await update(
          'UPDATE gateway_channels SET consecutive_failures = 0 WHERE id IN (?) AND consecutive_failures > 0',
          [healthy],
          tx,
        );
      }
      for (const { id, worked, failures, last } of inOrder(outcomes)) {
        if (!last) continue;
        await update(
          `UPDATE gateway_channels SET consecutive_failures = ${worked ? '' : 'consecutive_failures + '}?,
             last_failure_at = ?, last_failure_reason = ? WHERE id = ?`,
          [failures, dateTime(last.at), cut(last.reason), id],
          tx,
        );
      }
    });
  }

  async function disable(after: number, among: readonly number[]): Promise<number[]> {
    const failing = 'enabled AND consecutive_failures >= ? AND id IN (?)';
    const due = `SELECT id FROM gateway_channels WHERE ${failing}`;
    if ((await selectRows(db, due, [after, among])).length === 0) return [];
    return changeConfiguration(db, async (tx) => {
      const ids = (await selectRows(db, `${due} ORDER BY id FOR UPDATE`, [after, among], tx)).map(idOf);
      if (ids.length > 0) {
        await update(
          `UPDATE gateway_channels SET enabled = FALSE, auto_disabled_at = ?,
             auto_disabled_reason = last_failure_reason WHERE id IN (?)`,
          [dateTime(clock.now()), ids],
          tx,
        );
      }
      return ids;
    });
  }

  return {
    async record(outcomes, { disableAfter } = {}) {
      await count(outcomes);
      const failed = outcomes.filter(({ failures }) => failures > 0).map(({ id }) => id);
      return disableAfter === undefined || failed.length === 0 ? [] : disable(disableAfter, failed);
    },

    async recover(before) {
      const due = 'SELECT id FROM gateway_channels WHERE auto_disabled_at < ? AND NOT enabled';
      if ((await selectRows(db, due, [dateTime(before)])).length === 0) return [];
      return changeConfiguration(db, async (tx) => {
        const ids = (await selectRows(db, `${due} ORDER BY id FOR UPDATE`, [dateTime(before)], tx)).map(idOf);
        if (ids.length > 0) {
          await update(
            `UPDATE gateway_channels SET enabled = TRUE, consecutive_failures = 0, auto_disabled_at = NULL,
               auto_disabled_reason = NULL WHERE id IN (?)`,
            [ids],
            tx,
          );
        }
        return ids;
      });
    },
  };
}

/** In one order for all, in which two processes cannot wait for each other in a circle. */
function inOrder(outcomes: readonly ChannelOutcome[]): ChannelOutcome[] {
  return [...outcomes].sort((a, b) => a.id - b.id);
}

function idOf(row: Readonly<Record<string, unknown>>): number {
  return row['id'] as number;
}

function cut(reason: string): string {
  return [...reason].slice(0, LONGEST_REASON).join('');
}
