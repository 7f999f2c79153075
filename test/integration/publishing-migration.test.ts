import { QueryTypes } from 'sequelize';
import { postsTaken } from '../../domain/db/migrations/0032-posts-taken';
import { jobPlatform, type JobPlatform } from '../support/job-platform';
import { newCreation } from '../support/publishing';

/** What older installations have of posts, when each becomes one record's. */

let platform: JobPlatform;

beforeAll(async () => {
  platform = await jobPlatform();
});
afterAll(() => platform.close());

const insert = async (query: string, replacements: unknown[]): Promise<number> =>
  (await platform.db.query(query, { replacements, type: QueryTypes.INSERT }))[0];

async function account(owner: number, name: string): Promise<number> {
  return insert(
    `INSERT INTO platform_accounts (owner_id, platform, external_id, name, bound_at, created_at, updated_at)
     VALUES (?, 'kuaishou', ?, ?, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))`,
    [owner, name, name],
  );
}

async function record(owner: number, accountId: number, postId: string | null): Promise<number> {
  const { id: creation } = await newCreation(platform, owner);
  const publication = await insert(
    `INSERT INTO publications (owner_id, creation_id, title, content_type, state, due_at, created_at, updated_at)
     VALUES (?, ?, '晨光', 'video', 'ended', UTC_TIMESTAMP(3), UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))`,
    [owner, creation],
  );
  return insert(
    `INSERT INTO publication_targets (publication_id, owner_id, account_id, platform, state,
                                      references_at_platform, post_id, created_at, updated_at)
     VALUES (?, ?, ?, 'kuaishou', 'published', '{}', ?, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))`,
    [publication, owner, accountId, postId],
  );
}

test('of records that had taken one post the first keeps it; capitals tell posts apart', async () => {
  const { db } = platform;
  await db.query(
    `ALTER TABLE publication_targets ADD KEY earlier (account_id), DROP KEY publication_targets_post,
       MODIFY COLUMN post_id VARCHAR(128) NULL`,
  );
  const owner = await platform.newUser(0);
  const [one, other] = [await account(owner, 'one'), await account(owner, 'other')];
  const ids = [
    await record(owner, one, '3xAbc'),
    await record(owner, one, '3xAbc'),
    await record(owner, one, '3xabc'),
    await record(owner, other, '3xAbc'),
    await record(owner, one, null),
    await record(owner, one, null),
  ];
  // Twice, for a server may stop in between.
  for (const time of [1, 2]) {
    for (const step of postsTaken.up) {
      if (typeof step === 'string') await db.query(step);
      else if (time === 1) await db.query(step.sql);
    }
  }
  const rows = await db.query<{ post_id: string | null; state: string }>(
    'SELECT post_id, state FROM publication_targets WHERE id IN (?) ORDER BY id',
    { replacements: [ids], type: QueryTypes.SELECT },
  );
  expect(rows.map((row) => row.post_id)).toEqual(['3xAbc', null, '3xabc', '3xAbc', null, null]);
  expect(new Set(rows.map((row) => row.state))).toEqual(new Set(['published']));
  await expect(record(owner, one, '3xAbc')).rejects.toMatchObject({ name: 'SequelizeUniqueConstraintError' });
});
