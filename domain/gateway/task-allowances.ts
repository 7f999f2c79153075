import { QueryTypes } from 'sequelize';
import type { Clock } from '../clock';
import type { Credits } from '../credits';
import { dateTime, readJson } from '../db/columns';
import type { Database } from '../db/database';
import { insertRow, selectRows } from '../db/rows';
import { runStatements } from '../db/statement';
import { inTransaction, type Transaction } from '../db/transaction';
import { AppError } from '../errors';
import { secretTokenHash } from '../secret-token';
import { newKeySecret, PREFIX_CHARACTERS } from './api-keys';
import { closeBudgetStatement } from './budgets';
import { usesOf } from './user-package-rows';
import { budgetsAt, packageSubject, readLimits, writeLimits, type WindowLimit } from './window-limits';

/** What a turn of a task may use of models, and what it has used. */
export interface Allowance {
  readonly limit: Credits;
  readonly spent: Credits;
  /** Set aside for calls that run. */
  readonly reserved: Credits;
  /** Whether some of that is for calls whose processes died: it is given back before long. */
  readonly abandoned: boolean;
  /** Whether a call with its newest key was refused because too little was left. */
  readonly refused: boolean;
}

/** So long a call may go on that was let in before its allowance was closed. A dead one is given back by then, also at a second try. */
const SETTLED_WITHIN_MS = 30 * 60_000;

/**
 * What a closed allowance has come to; undefined while calls go on that are worth waiting for, which it has been for
 * `waitedMs`.
 */
export function cameTo({ spent, reserved, abandoned }: Allowance, waitedMs: number): Credits | undefined {
  if (reserved === 0n) return spent;
  // Whoever has the key elsewhere may keep a call going: it is charged as what it may come to.
  return abandoned || waitedMs <= SETTLED_WITHIN_MS ? undefined : spent + reserved;
}

/**
 * What pays for the model calls of a task: its own hold has, so they draw on a package that is made for the turn, with a
 * key that is bound to it and to one model. Neither shows among its user's.
 */
export interface TaskAllowances {
  /**
   * Opens the turn's allowance of as much as its budget is then, or finds it; it lasts until `until`. Answers the
   * package's id.
   */
  open(turn: {
    readonly jobId: string;
    readonly ownerId: number;
    readonly model: string;
    readonly until: Date;
  }): Promise<number>;
  /** A new secret for the turn; those before it stop working within a second. */
  newKey(jobId: string): Promise<{ readonly secret: string; readonly keyId: number }>;
  /** Lets the turn use more, and until `until` if that is later, within a transaction. */
  raise(jobId: string, limit: Credits, until: Date, tx: Transaction): Promise<void>;
  /** What the model calls of these turns have come to; nothing where none was opened. */
  spentOf(jobIds: readonly string[]): Promise<ReadonlyMap<string, Credits>>;
  /** How it stands; undefined where none was opened. */
  find(jobId: string): Promise<Allowance | undefined>;
  /** Nothing more is drawn on it, and its keys work no more within a second. May be repeated. */
  close(jobId: string): Promise<void>;
}

export function createTaskAllowances({
  db,
  clock,
}: {
  readonly db: Database;
  readonly clock: Clock;
}): TaskAllowances {
  const packageOf = async (jobId: string, tx: Transaction | null = null) =>
    (
      await selectRows(
        db,
        `SELECT id, user_id, limits, allowed_models FROM gateway_user_packages WHERE task_job_id = ?${tx ? ' FOR UPDATE' : ''}`,
        [jobId],
        tx,
      )
    )[0];

  async function budgetOf(jobId: string, tx: Transaction): Promise<Credits> {
    const query = 'SELECT budget FROM task_turns WHERE job_id = ? FOR UPDATE';
    const [row] = await selectRows(db, query, [jobId], tx);
    if (!row) throw new AppError('NOT_FOUND', undefined, { note: `turn ${jobId}` });
    return BigInt(row['budget'] as number | string);
  }

  async function dropKeys(jobId: string, tx: Transaction): Promise<void> {
    const now = dateTime(clock.now());
    await db.query(
      `UPDATE gateway_api_keys SET deleted_at = ?, updated_at = ?, enabled = FALSE
       WHERE task_job_id = ? AND deleted_at IS NULL`,
      { replacements: [now, now, jobId], type: QueryTypes.UPDATE, transaction: tx },
    );
  }

  return {
    open: ({ jobId, ownerId, model, until }) =>
      inTransaction(db, async (tx) => {
        // Whoever raises it has the turn's row locked, and finds the package after this, or is found by it.
        const budget = await budgetOf(jobId, tx);
        const found = await packageOf(jobId, tx);
        if (found) return found['id'] as number;
        const now = dateTime(clock.now());
        return insertRow(
          db,
          'gateway_user_packages',
          {
            user_id: ownerId,
            task_job_id: jobId,
            name: `task ${jobId}`,
            type: 'quota',
            price: 0,
            limits: limitsOf(budget),
            allowed_models: JSON.stringify([model]),
            starts_at: now,
            expires_at: dateTime(until),
            created_at: now,
            updated_at: now,
          },
          tx,
        );
      }),

    newKey: (jobId) =>
      inTransaction(db, async (tx) => {
        const paying = await packageOf(jobId, tx);
        if (!paying) throw new Error(`turn ${jobId} has no allowance`);
        await dropKeys(jobId, tx);
        const secret = newKeySecret();
        const now = dateTime(clock.now());
        const keyId = await insertRow(
          db,
          'gateway_api_keys',
          {
            user_id: paying['user_id'],
            task_job_id: jobId,
            name: `task ${jobId}`,
            key_hash: secretTokenHash(secret),
            key_prefix: secret.slice(0, PREFIX_CHARACTERS),
            allowed_models: JSON.stringify([]),
            allowed_user_channels: JSON.stringify([]),
            allowed_ips: JSON.stringify([]),
            billing_type: 'package',
            user_package_id: paying['id'],
            created_at: now,
            updated_at: now,
          },
          tx,
        );
        return { secret, keyId };
      }),

    async raise(jobId, limit, until, tx) {
      await db.query(
        `UPDATE gateway_user_packages SET limits = ?, expires_at = GREATEST(expires_at, ?), updated_at = ?
         WHERE task_job_id = ?`,
        {
          replacements: [limitsOf(limit), dateTime(until), dateTime(clock.now()), jobId],
          type: QueryTypes.UPDATE,
          transaction: tx,
        },
      );
    },

    async find(jobId) {
      const rows = await selectRows(
        db,
        `SELECT p.id, p.limits, EXISTS (
           SELECT 1 FROM gateway_api_keys k JOIN gateway_calls c ON c.api_key_id = k.id
           WHERE k.task_job_id = p.task_job_id AND k.deleted_at IS NULL AND c.error_code = 'QUOTA_SPENT'
         ) AS refused, EXISTS (
           SELECT 1 FROM gateway_package_calls o WHERE o.user_package_id = p.id AND o.expires_at <= ?
         ) AS abandoned FROM gateway_user_packages p WHERE p.task_job_id = ?`,
        [dateTime(clock.now()), jobId],
      );
      const [row] = rows;
      if (!row) return undefined;
      const id = row['id'] as number;
      const limits = readLimits(readJson(row['limits']));
      const [use] = (await usesOf(db, [{ id, limits }], clock.now())).get(id) ?? [];
      const { limit = 0n, used: spent = 0n, reserved = 0n } = use ?? {};
      const abandoned = row['abandoned'] === 1;
      return { limit, spent, reserved, abandoned, refused: row['refused'] === 1 };
    },

    async spentOf(jobIds) {
      if (jobIds.length === 0) return new Map();
      const rows = await selectRows(
        db,
        'SELECT id, task_job_id, limits FROM gateway_user_packages WHERE task_job_id IN (?)',
        [jobIds],
      );
      const packages = rows.map((row) => ({
        id: row['id'] as number,
        jobId: row['task_job_id'] as string,
        limits: readLimits(readJson(row['limits'])),
      }));
      const uses = await usesOf(db, packages, clock.now());
      return new Map(packages.map(({ id, jobId }) => [jobId, uses.get(id)?.[0]?.used ?? 0n]));
    },

    close: (jobId) =>
      inTransaction(db, async (tx) => {
        await dropKeys(jobId, tx);
        const paying = await packageOf(jobId, tx);
        if (!paying) return;
        // A key is believed for a second, and who was let in may take minutes to send what he asks for.
        const limits = readLimits(readJson(paying['limits']));
        const budgets = budgetsAt(packageSubject(paying['id'] as number), limits, clock.now());
        await runStatements(db, budgets.map(closeBudgetStatement), tx);
      }),
  };
}

const limitsOf = (limit: Credits) =>
  writeLimits([{ unit: 'credits', window: 'life', limit } satisfies WindowLimit]);
