import { dateTime } from '../db/columns';
import type { Database } from '../db/database';
import { selectRows } from '../db/rows';

/** Targets of which nobody knows what became of them at their platform, and on which no workflow works any more. */
export interface UnknownTargets {
  /** Of submissions since then, those that were looked up longest ago first. */
  list(since: Date, limit: number): Promise<number[]>;
}

export function createUnknownTargets({ db }: { readonly db: Database }): UnknownTargets {
  return {
    async list(since, limit) {
      const rows = await selectRows(
        db,
        `SELECT t.id FROM publication_targets t JOIN publications p ON p.id = t.publication_id
         WHERE t.state IN ('unknown', 'submitting', 'submitted') AND t.submitted_at >= ? AND p.state = 'ended'
         ORDER BY t.updated_at, t.id LIMIT ?`,
        [dateTime(since), limit],
      );
      return rows.map((row) => row['id'] as number);
    },
  };
}
