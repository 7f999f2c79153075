import { QueryTypes } from 'sequelize';
import type { Clock } from '../clock';
import { dateTime } from '../db/columns';
import type { Database } from '../db/database';
import { inTransaction, type Transaction } from '../db/transaction';
import { AppError } from '../errors';
import type { Registration } from './registration';
import type { User } from './user';
import type { Users } from './users';

/** How a new installation gets its first administrator: once, and never again. */
export interface Setup {
  /** Whether there has been none so far. */
  isRequired(): Promise<boolean>;
  /**
   * Makes the first administrator. AppError SETUP_DONE when there has been one, even if it is gone, and for all but
   * one of those who try at once; ALREADY_EXISTS when a user has the name or the address: then setup stays open.
   */
  firstAdministrator(
    administrator: Pick<Registration, 'nickname'> & {
      readonly username: string;
      readonly email: string;
      readonly password: string;
    },
    /** What the installation is called. */
    siteName?: string,
  ): Promise<User>;
}

/** Its value is the name that the installation was given. */
const FACT = 'first_administrator';

export function createSetup({
  db,
  clock,
  users,
}: {
  readonly db: Database;
  readonly clock: Clock;
  readonly users: Pick<Users, 'prepare'>;
}): Setup {
  const isDone = async (tx: Transaction | null) => {
    const [row] = await db.query<{ done: number }>(
      `SELECT EXISTS (SELECT 1 FROM installation_facts WHERE name = ?)
        OR EXISTS (SELECT 1 FROM users WHERE role = 'admin') AS done`,
      { replacements: [FACT], type: QueryTypes.SELECT, transaction: tx },
    );
    return row?.done === 1;
  };

  let done = false; // for ever, once it is

  return {
    async isRequired() {
      done ||= await isDone(null);
      return !done;
    },

    async firstAdministrator(administrator, siteName) {
      // Before the slow hash; what counts is asked again below.
      if (await isDone(null)) throw new AppError('SETUP_DONE');
      const insert = await users.prepare({ ...administrator, role: 'admin' });
      return inTransaction(db, async (tx) => {
        if (await isDone(tx)) throw new AppError('SETUP_DONE');
        const [, first] = await db.query(
          `INSERT INTO installation_facts (name, value, created_at) VALUES (?, ?, ?)
           ON DUPLICATE KEY UPDATE name = name`,
          {
            replacements: [FACT, siteName ?? null, dateTime(clock.now())],
            type: QueryTypes.INSERT,
            transaction: tx,
          },
        );
        if (first !== 1) throw new AppError('SETUP_DONE');
        return (await insert(tx)).user;
      });
    },
  };
}
