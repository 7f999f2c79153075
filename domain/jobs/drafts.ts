import { QueryTypes } from 'sequelize';
import { dateTime, readJson } from '../db/columns';
import type { Database } from '../db/database';
import { statement, type Statement } from '../db/statement';
import type { Jobs, JobsDependencies } from './jobs';

/** What an unfinished text has come to. */
export interface Draft {
  readonly content: string;
  /** Small facts for the job's last event and the user's history. */
  readonly data: Readonly<Record<string, unknown>>;
}

interface DraftRow {
  readonly shown: number | null;
  readonly content: string;
  readonly data: unknown;
}

/*
 * What is shown of a text before its end is delivered: a cancellation gives nothing back then, and keeps the text. So
 * two things are on record before anybody sees a word. The worker writes down what there is (`keepDraft`), and the
 * process that is about to show it decides that it is shown (`show`); a cancellation decides that it never will be
 * (`withdrawDraft`), if nobody has come before it. `shown` is decided once, in one statement, by whoever is first.
 */

/** The moves of a text between its first word and its end: see `Jobs`. */
export function drafts({ db, clock }: JobsDependencies): Pick<Jobs, 'keepDraft' | 'show'> {
  return {
    async keepDraft(id, { content, data }) {
      // The longest stays: a text that begins anew is shorter than what its owner may have seen of the first.
      await db.query(
        `INSERT INTO job_texts (job_id, data, content, updated_at)
           SELECT id, :data, :content, :now FROM jobs WHERE id = :id AND state = 'running'
         ON DUPLICATE KEY UPDATE
           data = :data,
           updated_at = :now,
           content = IF(CHAR_LENGTH(:content) < CHAR_LENGTH(job_texts.content), job_texts.content, :content)`,
        {
          replacements: { id, content, data: JSON.stringify(data), now: dateTime(clock.now()) },
          type: QueryTypes.INSERT,
        },
      );
    },

    async show(id) {
      await db.query('UPDATE job_texts SET shown = 1 WHERE job_id = ? AND shown IS NULL', {
        replacements: [id],
        type: QueryTypes.UPDATE,
      });
      const [row] = await db.query<{ state: string; shown: number | null }>(
        'SELECT j.state, t.shown FROM jobs j LEFT JOIN job_texts t ON t.job_id = j.id WHERE j.id = ?',
        { replacements: [id], type: QueryTypes.SELECT },
      );
      // One that has succeeded has no draft any more, and is paid for.
      return row?.shown === 1 || row?.state === 'succeeded';
    },
  };
}

/**
 * Sees to it that nothing more of a text is shown to who has seen nothing. Answers what there is of it when something
 * was shown: that is delivered. Every call of a job answers the same.
 */
export async function withdrawDraft(db: Database, id: string, now: Date): Promise<Draft | undefined> {
  await db.query(
    `INSERT INTO job_texts (job_id, shown, content, updated_at) VALUES (?, 0, '', ?)
     ON DUPLICATE KEY UPDATE shown = COALESCE(shown, 0)`,
    { replacements: [id, dateTime(now)], type: QueryTypes.INSERT },
  );
  const [row] = await db.query<DraftRow>('SELECT shown, content, data FROM job_texts WHERE job_id = ?', {
    replacements: [id],
    type: QueryTypes.SELECT,
  });
  return row?.shown === 1 ? { content: row.content, data: readJson(row.data ?? {}) } : undefined;
}

/** A job that has ended needs none. */
export function dropDraft(id: string): Statement {
  return statement('DELETE FROM job_texts WHERE job_id = ?', [id]);
}
