import { randomUUID } from 'node:crypto';
import { QueryTypes } from 'sequelize';
import type { Clock } from './clock';
import { dateTime, readJson } from './db/columns';
import type { Database } from './db/database';
import { GroupCommit } from './db/group-commit';
import { runStatements, sql, statement, type Statement } from './db/statement';
import { inTransaction, type Transaction } from './db/transaction';

/** What operators search and read in the Temporal UI about a workflow that is started. */
export interface WorkflowLabels {
  readonly kind: string;
  /** `user:<id>` or `platform`. */
  readonly owner: string;
  readonly surface: string;
  /** One line of kinds and sizes: what users write stays in the database. */
  readonly summary: string;
}

/** A workflow to be started once; `payload` is its one argument: ids only. */
export interface StartEffect {
  readonly effect: 'start';
  readonly name: string;
  readonly workflowId: string;
  readonly payload: object;
  readonly labels: WorkflowLabels;
}

/** A signal to be delivered at least once; `payload` is its one argument. */
export interface SignalEffect {
  readonly effect: 'signal';
  readonly name: string;
  readonly workflowId: string;
  readonly payload: object;
}

/** A workflow to be cancelled; its name and payload say nothing more. */
export interface CancelEffect {
  readonly effect: 'cancel';
  readonly name: string;
  readonly workflowId: string;
  readonly payload: object;
}

export type Effect = StartEffect | SignalEffect | CancelEffect;

export type OutboxEntry = Effect & {
  /** A uuid. */
  readonly id: string;
  /** Deliveries that have failed so far. */
  readonly attempts: number;
};

/**
 * The effects that committed transactions owe to Temporal. An entry is written with the change that causes
 * it and deleted once delivered, so the table holds only what is still owed. Delivery is at least once:
 * starts are told apart by their workflow id, signals must be safe to repeat, and a cancellation is.
 */
export interface Outbox {
  add(effect: Effect, tx: Transaction): Promise<OutboxEntry>;
  /** A new entry, for who writes it by `insertStatement`. */
  entry(effect: Effect): OutboxEntry;
  insertStatement(entry: OutboxEntry): Statement;
  /**
   * Up to `limit` entries that have been due for `dueForMs`, the longest due first, leased for `leaseMs`: until
   * then no other caller gets them. A new entry is due at once; the wait leaves it to the process that wrote it,
   * which delivers right after its commit.
   */
  claim(limit: number, leaseMs: number, dueForMs: number): Promise<OutboxEntry[]>;
  delivered(id: string): Promise<void>;
  /** Puts the entry off: 1 s after the first failure, doubling to 5 minutes. It is never given up. */
  failed(id: string, message: string): Promise<void>;
  /** Whether an effect on this workflow is still to be delivered. */
  owes(workflowId: string): Promise<boolean>;
  /** How many entries wait, and the age of the oldest in milliseconds (0 when none). */
  backlog(): Promise<{ entries: number; oldestMs: number }>;
}

const MAX_DELAY_MS = 300_000;
const MESSAGE_LENGTH = 255;
const CROSSING_OFF = { largestBatch: 500, longestQueue: 100_000 };

interface OutboxRow {
  id: string;
  effect: Effect['effect'];
  name: string;
  workflow_id: string;
  payload: unknown;
  labels: unknown;
  attempts: number;
}

export function createOutbox({ db, clock }: { db: Database; clock: Clock }): Outbox {
  const later = (ms: number) => dateTime(new Date(clock.now().getTime() + ms));

  const entry = (effect: Effect): OutboxEntry => ({ ...effect, id: randomUUID(), attempts: 0 });

  const insertStatement = (owed: OutboxEntry) => owedStatement(owed, clock.now());

  // Deliveries that end while others are being crossed off go together: one commit for all of them.
  const crossingOff = new GroupCommit<string, void>({
    ...CROSSING_OFF,
    async commit(batch) {
      const ids = batch.map(({ operation }) => operation);
      await db.query('DELETE FROM outbox WHERE id IN (?)', { replacements: [ids], type: QueryTypes.DELETE });
      for (const { resolve } of batch) resolve();
    },
  });

  return {
    entry,
    insertStatement,

    async add(effect, tx) {
      const owed = entry(effect);
      await runStatements(db, [insertStatement(owed)], tx);
      return owed;
    },

    async claim(limit, leaseMs, dueForMs) {
      return inTransaction(db, async (tx) => {
        // In the order of the index, which says to lock no more rows than are taken: the others are for others.
        const rows = await db.query<OutboxRow>(
          `SELECT id, effect, name, workflow_id, payload, labels, attempts FROM outbox
           FORCE INDEX (outbox_due)
           WHERE available_at <= ? ORDER BY available_at, id LIMIT ? FOR UPDATE SKIP LOCKED`,
          { replacements: [later(-dueForMs), limit], type: QueryTypes.SELECT, transaction: tx },
        );
        if (rows.length === 0) return [];
        await db.query('UPDATE outbox SET available_at = ? WHERE id IN (?)', {
          replacements: [later(leaseMs), rows.map(({ id }) => id)],
          type: QueryTypes.UPDATE,
          transaction: tx,
        });
        return rows.map(toEntry);
      });
    },

    delivered: (id) => crossingOff.submit(id),

    async failed(id, message) {
      const [row] = await db.query<{ attempts: number }>('SELECT attempts FROM outbox WHERE id = ?', {
        replacements: [id],
        type: QueryTypes.SELECT,
      });
      const delay = Math.min(1000 * 2 ** (row?.attempts ?? 0), MAX_DELAY_MS);
      await db.query(
        'UPDATE outbox SET attempts = attempts + 1, last_error = ?, available_at = ? WHERE id = ?',
        {
          replacements: [message.slice(0, MESSAGE_LENGTH), later(delay), id],
          type: QueryTypes.UPDATE,
        },
      );
    },

    async owes(workflowId) {
      const rows = await db.query('SELECT 1 FROM outbox WHERE workflow_id = ? LIMIT 1', {
        replacements: [workflowId],
        type: QueryTypes.SELECT,
      });
      return rows.length > 0;
    },

    async backlog() {
      const [row] = await db.query<{ entries: number; oldest: Date | null }>(
        'SELECT COUNT(*) AS entries, MIN(created_at) AS oldest FROM outbox',
        { type: QueryTypes.SELECT },
      );
      const oldest = row?.oldest?.getTime();
      return {
        entries: row?.entries ?? 0,
        oldestMs: oldest === undefined ? 0 : Math.max(0, clock.now().getTime() - oldest),
      };
    },
  };
}

/** Writes an entry at `now`; with `onlyIf`, a SELECT, where that finds something. */
export function owedStatement(owed: OutboxEntry, now: Date, onlyIf?: Statement): Statement {
  const labels = owed.effect === 'start' ? JSON.stringify(owed.labels) : null;
  const insert = statement(
    `INSERT INTO outbox (id, effect, name, workflow_id, payload, labels, available_at, created_at)
     SELECT ?, ?, ?, ?, ?, ?, ?, ? FROM DUAL`,
    [owed.id, owed.effect, owed.name, owed.workflowId, JSON.stringify(owed.payload), labels, now, now],
  );
  return onlyIf ? sql`${insert} WHERE EXISTS (${onlyIf})` : insert;
}

function toEntry(row: OutboxRow): OutboxEntry {
  const { id, attempts, effect, name, workflow_id: workflowId } = row;
  const owed = { id, attempts, workflowId, payload: readJson<object>(row.payload) };
  if (effect === 'start') return { ...owed, effect, name, labels: readJson<WorkflowLabels>(row.labels) };
  return { ...owed, effect, name };
}
