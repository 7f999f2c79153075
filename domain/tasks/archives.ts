import { randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import { QueryTypes } from 'sequelize';
import type { Clock } from '../clock';
import { dateTime } from '../db/columns';
import type { Database } from '../db/database';
import { selectRows } from '../db/rows';
import { inTransaction, type Transaction } from '../db/transaction';
import { AppError, invalidField } from '../errors';
import type { ArtifactStorage } from '../jobs/storage';

/** What somebody uploaded for a task to begin with. */
export interface TaskArchive {
  /** A uuid. */
  readonly id: string;
  readonly bytes: number;
  /** Until when a task can begin with it. */
  readonly expiresAt: Date;
}

/** Archives that tasks can begin with. What is in them is looked at where they are unpacked: inside. */
export interface TaskArchives {
  /**
   * Keeps one for a day, if need be in the place of the oldest that a task had whose first turn has ended. AppErrors
   * VALIDATION for what is no archive, or when the owner keeps too many others; STORAGE_FULL
   */
  keep(owner: number, content: Buffer): Promise<TaskArchive>;
  /** AppError ARCHIVE_REFUSED when it is there no more. */
  open(id: string): Promise<Readable>;
  /** Removes old ones that no task waits to begin with, at most so many; answers how many. */
  sweep(limit: number): Promise<number>;
}

type Kept = Pick<TaskArchive, 'id' | 'expiresAt'>;

const LIFETIME_MS = 86_400_000;
const MOST_KEPT = 10;

/** Whether a task is yet to begin with archive `a`, or to begin with it again. */
const IS_WAITED_FOR = `EXISTS (
  SELECT 1 FROM tasks t JOIN task_turns n ON n.task_id = t.id AND n.number = 1 JOIN jobs j ON j.id = n.job_id
  WHERE t.archive_id = a.id AND j.state IN ('queued', 'running'))`;

export function createTaskArchives({
  db,
  clock,
  storage,
}: {
  readonly db: Database;
  readonly clock: Clock;
  readonly storage: ArtifactStorage;
}): TaskArchives {
  const keyOf = (id: string) => `task-archives/${id}`;

  /** Has those expire in whose place another one is kept, and answers them. AppError VALIDATION when all are needed. */
  async function makeRoom(owner: number, now: Date, tx: Transaction): Promise<Kept[]> {
    await selectRows(db, 'SELECT id FROM users WHERE id = ? FOR UPDATE', [owner], tx);
    const kept = await selectRows(
      db,
      `SELECT a.id, a.expires_at, EXISTS (SELECT 1 FROM tasks t WHERE t.archive_id = a.id) AND NOT ${IS_WAITED_FOR} AS replaceable
       FROM task_archives a WHERE a.owner_id = ? AND a.expires_at > ? ORDER BY a.created_at, a.id`,
      [owner, dateTime(now)],
      tx,
    );
    const surplus = kept.length - (MOST_KEPT - 1);
    if (surplus <= 0) return [];
    const replaced = kept.filter((row) => row['replaceable'] === 1).slice(0, surplus);
    if (replaced.length < surplus) {
      throw invalidField('body.file', {
        zh: `最多保留 ${MOST_KEPT} 个任务尚未使用的归档`,
        en: `would be one more than the ${MOST_KEPT} archives that are kept for tasks to begin with`,
      });
    }
    const room = replaced.map((row) => ({
      id: row['id'] as string,
      expiresAt: row['expires_at'] as Date,
    }));
    for (const { id } of room) await expireAt(id, now, tx);
    return room;
  }

  async function expireAt(id: string, at: Date, tx: Transaction | null = null): Promise<void> {
    await db.query('UPDATE task_archives SET expires_at = ? WHERE id = ?', {
      replacements: [dateTime(at), id],
      type: QueryTypes.UPDATE,
      transaction: tx,
    });
  }

  async function remove(ids: readonly string[]): Promise<void> {
    for (const id of ids) await storage.remove(keyOf(id));
    if (ids.length === 0) return;
    await db.query('DELETE FROM task_archives WHERE id IN (?)', {
      replacements: [ids],
      type: QueryTypes.DELETE,
    });
  }

  return {
    async keep(owner, content) {
      if (!isArchive(content)) {
        throw invalidField('body.file', {
          zh: '应为 tar、tar.gz 或 zip 归档',
          en: 'must be a tar, tar.gz or zip archive',
        });
      }
      const now = clock.now();
      const id = randomUUID();
      const expiresAt = new Date(now.getTime() + LIFETIME_MS);
      const replaced = await inTransaction(db, async (tx) => {
        const room = await makeRoom(owner, now, tx);
        // The row first: it is how a sweep finds a file that is left.
        await db.query(
          'INSERT INTO task_archives (id, owner_id, bytes, created_at, expires_at) VALUES (?, ?, ?, ?, ?)',
          {
            replacements: [id, owner, content.length, dateTime(now), dateTime(expiresAt)],
            type: QueryTypes.INSERT,
            transaction: tx,
          },
        );
        return room;
      });
      try {
        await storage.put(keyOf(id), content);
      } catch (error) {
        // A row without a file would be one of those that are kept, and those whose place it has are not lost for it.
        await remove([id]);
        for (const kept of replaced) await expireAt(kept.id, kept.expiresAt);
        throw error;
      }
      await remove(replaced.map((gone) => gone.id));
      return { id, bytes: content.length, expiresAt };
    },

    async open(id) {
      if (await storage.stat(keyOf(id))) return storage.open(keyOf(id));
      throw new AppError('ARCHIVE_REFUSED', undefined, { note: `archive ${id} is not there` });
    },

    async sweep(limit) {
      const rows = await selectRows(
        db,
        `SELECT a.id FROM task_archives a WHERE a.expires_at <= ? AND NOT ${IS_WAITED_FOR}
         ORDER BY a.expires_at LIMIT ?`,
        [dateTime(clock.now()), limit],
      );
      const ids = rows.map((row) => row['id'] as string);
      await remove(ids);
      return ids.length;
    },
  };
}

/**
 * Whether a task may begin with an archive. To be asked in the transaction that makes the task and has its owner's row locked:
 * so no other archive takes its place meanwhile. AppError VALIDATION for one that is not the owner's, or too old.
 */
export async function expectArchive(
  { db, clock }: { readonly db: Database; readonly clock: Clock },
  owner: number,
  id: string,
  tx: Transaction,
): Promise<void> {
  const query = 'SELECT id FROM task_archives WHERE id = ? AND owner_id = ? AND expires_at > ?';
  const rows = await selectRows(db, query, [id, owner, dateTime(clock.now())], tx);
  if (rows.length > 0) return;
  throw invalidField('body.archive_id', {
    zh: '归档不存在或已过期',
    en: 'names no archive, or one too old',
  });
}

/** By the first bytes: gzip, zip (also an empty one), or a tar's first header. */
function isArchive(content: Buffer): boolean {
  const begins = (...bytes: number[]) => content.subarray(0, bytes.length).equals(Buffer.from(bytes));
  return (
    begins(0x1f, 0x8b) ||
    begins(0x50, 0x4b, 0x03, 0x04) ||
    begins(0x50, 0x4b, 0x05, 0x06) ||
    content.subarray(257, 262).toString('latin1') === 'ustar'
  );
}
