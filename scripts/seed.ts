import path from 'node:path';
import type { SeedSettings } from '../config/settings';
import { seedModels } from '../domain/catalog/built-in-models';
import { systemClock } from '../domain/clock';
import type { Database } from '../domain/db/database';
import { isAppError } from '../domain/errors';
import { seedGateway } from '../domain/gateway/seed';
import { argon2Hasher } from '../domain/identity/password-hasher';
import { createSetup } from '../domain/identity/setup';
import { createUsers, type Users } from '../domain/identity/users';
import { keep, word } from './platform/installation';

const ADMIN = 'admin';
const DEMO = 'demo';

/** An account that seeding made, with the password that nobody else knows. */
export interface NewAccount {
  readonly username: string;
  readonly email: string;
  readonly password: string;
}

/** The account that the demo works with, as it is kept in `demo.json`. */
export function demoAccount(home: string): NewAccount {
  const fresh: NewAccount = { username: DEMO, email: 'demo@taskloom.localhost', password: word() };
  return JSON.parse(keep(path.join(home, 'demo.json'), () => JSON.stringify(fresh))) as NewAccount;
}

/**
 * What a new database begins with: the models, the gateway's demonstration, the first administrator, and the
 * demo account if `withDemo`. What is there already stays as it is. Answers the administrator if this made one
 * and its password was not given: the only time that it can be shown.
 */
export async function seed(
  db: Database,
  settings: SeedSettings,
  withDemo: boolean,
): Promise<NewAccount | undefined> {
  const users = createUsers({ db, clock: systemClock, hasher: argon2Hasher() });
  await seedModels({ db, clock: systemClock });
  await seedGateway({ db, clock: systemClock });
  const administrator: NewAccount = {
    username: ADMIN,
    email: settings.adminEmail,
    password: settings.adminPassword ?? word(),
  };
  const setup = createSetup({ db, clock: systemClock, users });
  const made = await ensure(users, administrator, () => setup.firstAdministrator(administrator));
  if (withDemo) {
    const demo = demoAccount(settings.home);
    await ensure(users, demo, () => users.register(demo));
  }
  return made && settings.adminPassword === undefined ? administrator : undefined;
}

/**
 * Whether this call made the account. Another process may be seeding the same database, somebody may have the name,
 * and the first administrator may have been made under another.
 */
async function ensure(users: Users, account: NewAccount, make: () => Promise<unknown>): Promise<boolean> {
  if (await users.findByUsername(account.username)) return false;
  try {
    await make();
    return true;
  } catch (error) {
    if (isAppError(error, 'SETUP_DONE')) return false;
    if (isAppError(error, 'ALREADY_EXISTS') && (await users.findByUsername(account.username))) return false;
    throw error;
  }
}
