import { randomBytes } from 'node:crypto';
import { QueryTypes } from 'sequelize';
import type { Database } from '../../domain/db/database';

/** So many users who cannot sign in, for what is asked of the domain; their ids. */
export async function newUsers(db: Database, count: number): Promise<number[]> {
  const word = randomBytes(4).toString('hex');
  const rows = Array.from({ length: count }, (_, n) => {
    const name = `many${word}${n}`;
    return `(UUID(), '${name}', '${name}@example.com', '-', '${(n + 1).toString(36).padStart(3, '0')}${word.slice(0, 5)}',
      UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))`;
  });
  await db.query(
    `INSERT INTO users (uuid, username, email, password_hash, referral_code, created_at, updated_at)
     VALUES ${rows.join(', ')}`,
  );
  const found = await db.query<{ id: number }>('SELECT id FROM users WHERE username LIKE ? ORDER BY id', {
    replacements: [`many${word}%`],
    type: QueryTypes.SELECT,
  });
  return found.map(({ id }) => id);
}
