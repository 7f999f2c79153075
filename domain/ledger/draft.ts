import type { Credits } from '../credits';
import type { Account, Book, Changes, EntryRow, HoldRow, Leg, Recorded, TransferRow } from './book';

/**
 * The book as it stands after the operations of a batch so far, and what has to be written for that. It
 * knows how money moves, not whether it may.
 */
export class Draft {
  private readonly accounts = new Map<number, Account>();
  private readonly holds = new Map<string, { row: HoldRow; by: string | null }>();
  private readonly transfers = new Map<string, TransferRow>();
  private readonly entries: EntryRow[] = [];

  constructor(
    private readonly book: Book,
    readonly at: Date,
  ) {}

  account(id: number): Account {
    const account = this.accounts.get(id) ?? this.book.accounts.get(id);
    if (!account) throw new Error(`account ${id} was not locked for this batch`);
    return account;
  }

  hold(key: string): HoldRow | undefined {
    return this.holds.get(key)?.row ?? this.book.holds.get(key);
  }

  recorded(key: string): Recorded | undefined {
    return this.transfers.get(key) ?? this.book.recorded.get(key);
  }

  record(row: Omit<TransferRow, 'createdAt'>): Recorded {
    const recorded = { ...row, createdAt: this.at };
    this.transfers.set(row.key, recorded);
    return recorded;
  }

  /** Posts an amount from one account to another: two entries, for the transfer of that key; none for 0. */
  move(transfer: string, from: number, to: number, amount: Credits): { debit: Leg; credit: Leg } {
    if (amount === 0n) return { debit: { accountId: from, seq: null }, credit: { accountId: to, seq: null } };
    return { debit: this.post(transfer, from, -amount), credit: this.post(transfer, to, amount) };
  }

  /** Sets an amount aside on the account of a new hold. */
  reserve(hold: HoldRow): void {
    this.setHeld(hold.accountId, hold.amount);
    this.holds.set(hold.key, { row: hold, by: null });
  }

  /** Ends a pending hold, and frees what it had set aside: a capture moves its part at the same time. */
  resolve(hold: HoldRow, state: 'captured' | 'released', captured: Credits, by: string): void {
    this.setHeld(hold.accountId, -hold.amount);
    this.holds.set(hold.key, { row: { ...hold, state, captured }, by });
  }

  /** Keeps a hold that has not arrived from ever taking effect. */
  bury(key: string, by: string): void {
    const tombstone: HoldRow = {
      key,
      accountId: null,
      amount: 0n,
      captured: 0n,
      state: 'released',
      reference: null,
      createdAt: this.at,
      expiresAt: null,
    };
    this.holds.set(key, { row: tombstone, by });
  }

  changes(): Changes {
    const holds = [...this.holds.values()];
    const isNew = ({ row }: { row: HoldRow }) => !this.book.holds.has(row.key);
    return {
      transfers: [...this.transfers.values()],
      entries: this.entries,
      accounts: [...this.accounts.values()],
      newHolds: holds.filter(isNew).map(({ row, by }) => ({ ...row, resolvedBy: by })),
      resolved: holds.flatMap(({ row, by }) => (by !== null && !isNew({ row }) ? [{ hold: row, by }] : [])),
    };
  }

  private post(transfer: string, accountId: number, amount: Credits): Leg {
    const account = this.account(accountId);
    const posted = account.posted + amount;
    const seq = account.lastSeq + 1;
    this.accounts.set(accountId, { ...account, posted, lastSeq: seq });
    this.entries.push({ accountId, seq, transfer, amount, balanceAfter: posted });
    return { accountId, seq };
  }

  private setHeld(accountId: number | null, change: Credits): void {
    if (accountId === null) return;
    const account = this.account(accountId);
    this.accounts.set(accountId, { ...account, held: account.held + change });
  }
}
