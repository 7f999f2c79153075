import { randomBytes } from 'node:crypto';
import { QueryTypes } from 'sequelize';
import { openDatabase, type Database } from '../../domain/db/database';
import { migrations } from '../../domain/db/migrations';
import { migrate, pendingMigrations } from '../../domain/db/migrator';
import { argon2Hasher } from '../../domain/identity/password-hasher';
import { createSetup } from '../../domain/identity/setup';
import { createUsers } from '../../domain/identity/users';
import { required } from '../support/environment';

const clock = { now: () => new Date('2026-01-22T02:00:00Z') };
const hasher = argon2Hasher({ memoryCost: 64, timeCost: 1 });

/** A database as it was before there was any other way to sign in than by password. */
async function olderDatabase(): Promise<{ db: Database; drop: () => Promise<void> }> {
  const server = required('TASKLOOM_TEST_DATABASE_URL');
  const schema = `tl_test_${randomBytes(6).toString('hex')}`;
  const admin = openDatabase({ url: `${server}/`, poolSize: 1 });
  await admin.query(`CREATE DATABASE ${schema} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`);
  const db = openDatabase({ url: `${server}/${schema}`, poolSize: 2 });
  await pendingMigrations(db); // makes the table of what was applied
  for (const { name, up } of migrations.filter((step) => step.name < '0006')) {
    for (const sql of up) await db.query(sql as string);
    await db.query('INSERT INTO schema_migrations VALUES (?, UTC_TIMESTAMP(3))', { replacements: [name] });
  }
  return {
    db,
    drop: async () => {
      await db.close();
      await admin.query(`DROP DATABASE ${schema}`);
      await admin.close();
    },
  };
}

async function insertUser(db: Database, name: string, email: string, role: string): Promise<void> {
  await db.query(
    `INSERT INTO users (uuid, username, email, password_hash, role, referral_code, created_at, updated_at)
     VALUES (UUID(), ?, ?, ?, ?, ?, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))`,
    {
      replacements: [name, email, await hasher.hash('password123'), role, name.toUpperCase().padEnd(8, 'X')],
      type: QueryTypes.INSERT,
    },
  );
}

test('an older installation keeps its users and their passwords, and its setup stays closed', async () => {
  const { db, drop } = await olderDatabase();
  try {
    await insertUser(db, 'root', 'Root@Example.com', 'admin');
    await insertUser(db, 'ann', 'Ann.Lee@Example.com', 'user');
    await migrate(db);
    const users = createUsers({ db, clock, hasher });
    const ann = await users.authenticate('ANN.LEE@example.com', 'password123');
    expect(ann).toMatchObject({
      username: 'ann',
      email: 'ann.lee@example.com',
      emailVerifiedAt: null,
      phone: null,
    });
    expect(await users.authenticate('ann', 'password123')).toEqual(ann);
    await db.query(`UPDATE users SET role = 'user'`);
    expect(await createSetup({ db, clock, users }).isRequired()).toBe(false);
  } finally {
    await drop();
  }
});

test('an older installation without an administrator may still make one', async () => {
  const { db, drop } = await olderDatabase();
  try {
    await insertUser(db, 'ann', 'ann@example.com', 'user');
    await migrate(db);
    const users = createUsers({ db, clock, hasher });
    expect(await createSetup({ db, clock, users }).isRequired()).toBe(true);
  } finally {
    await drop();
  }
});
