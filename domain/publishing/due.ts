import { QueryTypes } from 'sequelize';
import type { Clock } from '../clock';
import { dateTime } from '../db/columns';
import { selectRows } from '../db/rows';
import { inTransaction, type Transaction } from '../db/transaction';
import { notifyAll, type Notifying } from '../notifications/notify';
import type { Outbox, OutboxEntry } from '../outbox';
import type { Publication } from './publication';
import { publicationNews } from './publication-news';
import { toPublication } from './publication-rows';
import { startOf, startTogether } from './publication-workflows';
import { readTargets } from './target-rows';

/** Publications whose time has come, and that no workflow knows of yet. */
export interface DuePublications {
  /**
   * Hands those that are due to workflows, the longest due first: each to one of its own, or, where many are due at
   * once, a hundred together to one. Several processes may do this at once. Answers what the outbox owes for it, and
   * whether more may be due.
   */
  handOver(): Promise<{ readonly entries: readonly OutboxEntry[]; readonly more: boolean }>;
}

/** With so many due at once a workflow for each would take longer to start than they may wait. */
const MANY = 20;
const TOGETHER = 100;
/** Of one look, so that no transaction has many rows locked. */
const MOST = 500;

export function createDuePublications({
  db,
  clock,
  outbox,
  tellOwner,
}: Notifying & {
  readonly clock: Clock;
  readonly outbox: Outbox;
}): DuePublications {
  const update = (query: string, values: unknown[], transaction: Transaction) =>
    db.query(query, { replacements: values, type: QueryTypes.UPDATE, transaction });

  /** Its workflow begins it: one that is moved or cancelled before is found so. */
  async function alone(publication: Publication, tx: Transaction): Promise<OutboxEntry> {
    await update('UPDATE publications SET run = 1 WHERE id = ?', [publication.id], tx);
    const targets = await readTargets(db, publication.id, tx);
    return outbox.add(startOf({ ...publication, run: 1 }, targets.length), tx);
  }

  /** They have begun with this commit. */
  async function together(publications: readonly Publication[], tx: Transaction): Promise<OutboxEntry> {
    const ids = publications.map(({ id }) => id);
    const now = dateTime(clock.now());
    const start = startTogether(ids);
    await update(
      "UPDATE publications SET state = 'publishing', batch_id = ?, updated_at = ? WHERE id IN (?)",
      [start.workflowId, now, ids],
      tx,
    );
    await update(
      `UPDATE publication_targets SET state = 'preparing', updated_at = ?
       WHERE publication_id IN (?) AND state = 'waiting'`,
      [now, ids],
      tx,
    );
    return outbox.add(start, tx);
  }

  return {
    handOver: () =>
      inTransaction(db, async (tx) => {
        // `run` is 0 while no workflow knows of it. What others have locked they hand over, or change.
        const rows = await selectRows(
          db,
          `SELECT * FROM publications FORCE INDEX (publications_open)
           WHERE state = 'waiting' AND due_at <= ? AND run = 0 ORDER BY due_at LIMIT ${MOST} FOR UPDATE SKIP LOCKED`,
          [dateTime(clock.now())],
          tx,
        );
        const due = rows.map(toPublication);
        const entries: OutboxEntry[] = [];
        if (due.length < MANY) for (const publication of due) entries.push(await alone(publication, tx));
        else {
          for (let first = 0; first < due.length; first += TOGETHER) {
            entries.push(await together(due.slice(first, first + TOGETHER), tx));
          }
          const news = due.map((publication) => publicationNews(publication, 'publish_started'));
          await notifyAll({ db, tellOwner }, news, clock.now(), tx);
        }
        return { entries, more: due.length === MOST };
      }),
  };
}
