import { QueryTypes } from 'sequelize';
import type { Database } from '../../domain/db/database';
import { eventually } from './eventually';

/** Resolves when such a statement has run for a second: it waits for a row that another transaction has. */
export async function untilBlocked(db: Database, what: string): Promise<void> {
  await eventually(async () => {
    const waiting = await db.query(
      `SELECT info FROM information_schema.PROCESSLIST
       WHERE db = DATABASE() AND id <> CONNECTION_ID() AND command = 'Query' AND time >= 1 AND info LIKE ?`,
      { replacements: [what], type: QueryTypes.SELECT },
    );
    expect(waiting).not.toEqual([]);
  });
}
