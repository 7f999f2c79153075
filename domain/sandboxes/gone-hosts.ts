import type { Clock } from '../clock';
import { dateTime } from '../db/columns';
import type { Database } from '../db/database';
import { selectRows } from '../db/rows';
import { runStatements } from '../db/statement';
import { inTransaction, type Transaction } from '../db/transaction';
import type { Outbox, OutboxEntry } from '../outbox';
import { DEADLINE_SLACK_MS, guestDeadline, sandboxGone } from './sandbox';
import { changeSandbox, readSandbox } from './sandbox-rows';

/** A host that was not seen for so long is not waited for, once its sandboxes have ended by themselves. */
const HOST_GONE_MS = 3_600_000;

/** What hosts hold that do not come back: only they could say that a sandbox is gone. */
export interface GoneHosts {
  /** Up to `limit` sandboxes that have ended by themselves on such a host, each with the turn that has its place. */
  held(limit: number): Promise<readonly { readonly sandboxId: string; readonly turn: string | null }[]>;
  /** Such a sandbox is gone, and lost. Answers what the outbox owes for it; undefined when its host has been seen again. */
  release(sandboxId: string): Promise<readonly OutboxEntry[] | undefined>;
}

export function createGoneHosts({
  db,
  clock,
  outbox,
}: {
  readonly db: Database;
  readonly clock: Clock;
  readonly outbox: Outbox;
}): GoneHosts {
  const ago = (ms: number) => dateTime(new Date(clock.now().getTime() - ms));

  const read = (condition: string, value: string | number, tx: Transaction | null = null) =>
    selectRows(
      db,
      `SELECT s.id, t.job_id FROM sandboxes s JOIN sandbox_hosts h ON h.id = s.live_host
       LEFT JOIN task_turns t ON t.job_id = s.job_id AND t.queue_state = 'admitted'
       WHERE h.seen_at <= ? AND s.expires_at <= ? AND ${condition}`,
      [ago(HOST_GONE_MS), ago(DEADLINE_SLACK_MS), value],
      tx,
    );

  return {
    async held(limit) {
      const rows = await read('s.gone_at IS NULL ORDER BY s.expires_at, s.id LIMIT ?', limit);
      return rows.map((row) => ({
        sandboxId: row['id'] as string,
        turn: row['job_id'] as string | null,
      }));
    },

    release: (sandboxId) =>
      inTransaction(db, async (tx) => {
        const sandbox = await readSandbox(db, sandboxId, tx);
        if (!sandbox || (await read('s.id = ?', sandboxId, tx)).length === 0) return undefined;
        const { state, reason, expiresAt } = sandbox;
        const change = {
          state: state === 'failed' ? state : 'gone',
          reason: reason ?? 'SANDBOX_LOST',
          liveHost: null,
          goneAt: guestDeadline(expiresAt),
        };
        await runStatements(db, [changeSandbox(sandboxId, change)], tx);
        return [await outbox.add(sandboxGone(sandboxId), tx)];
      }),
  };
}
