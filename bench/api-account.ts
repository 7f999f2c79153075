import { randomBytes } from 'node:crypto';
import { systemClock as clock } from '../domain/clock';
import { openDatabase } from '../domain/db/database';
import { migrate } from '../domain/db/migrator';
import { createIdentityEvents } from '../domain/identity/events';
import { argon2Hasher } from '../domain/identity/password-hasher';
import type { Session } from '../domain/identity/session-rows';
import { createSessions } from '../domain/identity/sessions';
import { createUsers } from '../domain/identity/users';
import { required, type ServerSettings } from './api-server';

/** Somebody who calls the API. */
export interface Account {
  readonly userId: number;
  readonly username: string;
  readonly password: string;
  /** On the studio. */
  readonly session: Session;
  /** What a server must be told that shall know the account. */
  readonly settings: ServerSettings;
}

/** Works with an account in a schema of its own, of which nothing stays. */
export async function withAccount(work: (account: Account) => Promise<void>): Promise<void> {
  const schema = `tl_bench_${randomBytes(6).toString('hex')}`;
  const server = required('TASKLOOM_TEST_DATABASE_URL');
  const admin = openDatabase({ url: `${server}/`, poolSize: 1 });
  await admin.query(`CREATE DATABASE ${schema} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`);
  const url = `${server}/${schema}`;
  const db = openDatabase({ url, poolSize: 2 });
  try {
    await migrate(db);
    const names = { username: 'bench', password: 'password123' };
    const users = createUsers({ db, clock, hasher: argon2Hasher() });
    const { user } = await users.register({ ...names, email: 'bench@example.com' });
    const identityEvents = createIdentityEvents({ db, clock });
    const session = await createSessions({ db, clock, identityEvents, onEnd: () => undefined }).begin({
      userId: user.id,
      place: { surface: 'studio', ip: '127.0.0.1', userAgent: 'bench' },
      method: 'password',
      lifetimeSeconds: 3600,
    });
    const settings = { BENCH_DATABASE_URL: url, BENCH_REDIS_PREFIX: schema };
    await work({ ...names, userId: user.id, session, settings });
  } finally {
    await db.close();
    await admin.query(`DROP DATABASE ${schema}`);
    await admin.close();
  }
}
