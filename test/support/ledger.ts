import { randomUUID } from 'node:crypto';
import type { Credits } from '../../domain/credits';
import { systemClock, type Clock } from '../../domain/clock';
import { openDatabase, type Database } from '../../domain/db/database';
import { PLATFORM } from '../../domain/ledger/accounts';
import { createLedger, type AccountRef, type Ledger } from '../../domain/ledger/ledger';
import { freshDatabase } from './database';

export interface Books {
  readonly db: Database;
  readonly url: string;
  /** One for each process: they share the database and nothing else. */
  readonly ledgers: readonly [Ledger, ...Ledger[]];
  /** The first of them. */
  readonly ledger: Ledger;
  /** Sells credits to an account. */
  fund(account: AccountRef, amount: Credits): Promise<void>;
  /** The names of the rules that the books break. */
  brokenRules(): Promise<string[]>;
  close(): Promise<void>;
}

/** Empty books on a schema of their own, with a ledger and a pool for each of `processes`. */
export async function openBooks({
  processes = 1,
  clock = systemClock,
}: { processes?: number; clock?: Clock } = {}): Promise<Books> {
  const database = await freshDatabase();
  const pools = Array.from({ length: processes }, () => openDatabase({ url: database.url, poolSize: 8 }));
  const [ledger, ...others] = pools.map((db) => createLedger({ db, clock }));
  if (!ledger) throw new Error('books need a process');
  return {
    db: database.db,
    url: database.url,
    ledgers: [ledger, ...others],
    ledger,
    async fund(account, amount) {
      const reference = randomUUID();
      await ledger.transfer({
        key: `order/${reference}`,
        from: PLATFORM.sales,
        to: account,
        amount,
        kind: 'recharge',
        description: '充值',
        reference,
      });
    },
    async brokenRules() {
      const { violations } = await ledger.audit();
      return [...new Set(violations.map(({ rule }) => rule))];
    },
    async close() {
      await Promise.all([ledger, ...others].map((each) => each.close()));
      await Promise.all(pools.map((pool) => pool.close()));
      await database.drop();
    },
  };
}
