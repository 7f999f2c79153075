import { sql, statement, type Statement } from '../db/statement';

/*
 * How many creations an owner's history shows, and how many were removed, by type and tool, in each block of ids: so a
 * total is a sum of a few rows, and a page far back begins in its block. Whatever changes the one or the other counts it
 * here in the same transaction, as its last statement: an owner's next change waits for its end, and nothing is locked
 * after it that another could have.
 */

/** So many ids are a block: at most so many creations are passed over before a page, and each 16,384 ids an owner has a few rows. */
export const BLOCK_IDS = 16_384;

/** Counts a creation that its job has just completed; nothing where the job has none. */
export function countCompleted(jobId: string): Statement {
  return counting({ shown: 1, removed: 0 }, statement('job_id = ?', [jobId]));
}

/** Counts one that was just taken out of its owner's history. */
export function countRemoved(id: number): Statement {
  return counting({ shown: -1, removed: 1 }, statement('id = ?', [id]));
}

/** Counts one that was just brought back. */
export function countBroughtBack(id: number): Statement {
  return counting({ shown: 1, removed: -1 }, statement('id = ?', [id]));
}

function counting(
  { shown, removed }: { readonly shown: number; readonly removed: number },
  which: Statement,
): Statement {
  return sql`INSERT INTO creation_totals (owner_id, block, type, tool_type, shown, removed)
    SELECT owner_id, id DIV ${BLOCK_IDS}, type, COALESCE(tool_type, ''), ${shown}, ${removed} FROM creations
    WHERE ${which} AND status = 'completed'
    ON DUPLICATE KEY UPDATE creation_totals.shown = creation_totals.shown + ${shown},
      creation_totals.removed = creation_totals.removed + ${removed}`;
}
