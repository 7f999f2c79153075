import { list, sql, text } from '../db/statement';
import { accountName, currencyOf, type AccountRef } from './accounts';
import type { Session } from './session';

/** How many ids a process remembers: an account keeps its id for ever, so the newest are as good as any. */
const REMEMBERED = 50_000;

/**
 * The ids of accounts by name, as far as a connection has learnt them. Those that its own transaction created
 * are only good if that is committed: forget them all when it is not.
 */
export class KnownAccounts {
  private readonly ids = new Map<string, number>();

  get(name: string): number | undefined {
    return this.ids.get(name);
  }

  remember(name: string, id: number): void {
    if (this.ids.size >= REMEMBERED) this.ids.clear();
    this.ids.set(name, id);
  }

  forget(): void {
    this.ids.clear();
  }
}

/** The id of each account, by name; those that do not exist yet are created. */
export async function accountIds(
  session: Session,
  accounts: readonly AccountRef[],
  known: KnownAccounts,
): Promise<Map<string, number>> {
  const ids = new Map<string, number>();
  const missing = new Map<string, AccountRef>();
  for (const account of accounts) {
    const name = accountName(account);
    const id = known.get(name);
    if (id === undefined) missing.set(name, account);
    else ids.set(name, id);
  }
  if (missing.size > 0) {
    const found = await find(session, missing);
    for (const name of found.keys()) missing.delete(name);
    if (missing.size > 0) {
      await create(session, missing);
      for (const [name, id] of await find(session, missing)) found.set(name, id);
    }
    for (const [name, id] of found) {
      ids.set(name, id);
      known.remember(name, id);
    }
  }
  return ids;
}

async function find(
  session: Session,
  accounts: ReadonlyMap<string, AccountRef>,
): Promise<Map<string, number>> {
  // By owner alone, for MariaDB uses no index for a list of tuples; an owner has few accounts.
  const owners = new Set([...accounts.values()].map(({ owner }) => owner));
  const [rows = []] = await session.run([
    sql`SELECT id, owner, type, currency FROM accounts WHERE owner IN (${list([...owners].map(text))})`,
  ]);
  const named = rows.map((row) => [accountName(row as unknown as AccountRef), Number(row['id'])] as const);
  return new Map(named.filter(([name]) => accounts.has(name)));
}

async function create(session: Session, accounts: ReadonlyMap<string, AccountRef>): Promise<void> {
  // In the order of their names, so that two processes that create the same accounts wait in one order.
  const rows = [...accounts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, account]) => sql`(${text(account.owner)},${text(account.type)},${text(currencyOf(account))})`);
  await session.run([
    sql`INSERT INTO accounts (owner, type, currency) VALUES ${list(rows)} ON DUPLICATE KEY UPDATE id = id`,
  ]);
}
