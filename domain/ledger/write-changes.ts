import type { Account, Changes, EntryRow, Resolution, TransferRow } from './book';
import { bytes, text, time, tuple, whole } from './literals';
import { newTransferId } from './transfer-ids';

/**
 * The statements that write a batch: at most one for each table and kind of change, whatever the number of
 * operations, so that a hot account costs a batch one update. Rows are in the order of their keys, which
 * makes two processes that write the same keys wait for each other in one order.
 */
export function writeStatements(changes: Changes, at: Date): string[] {
  if (changes.transfers.length === 0) return [];
  const ids = new Map(changes.transfers.map(({ key }) => [key, newTransferId(at)]));
  const idOf = (key: string) => ids.get(key) ?? null;
  return [
    insertTransfers(changes.transfers, idOf),
    ...insertEntries(changes.entries, idOf),
    ...insertHolds(changes.newHolds, idOf, at),
    ...resolveHolds(changes.resolved, idOf, at),
    ...updateAccounts(changes.accounts),
  ];
}

type IdOf = (transferKey: string) => string | null;

function insertTransfers(transfers: readonly TransferRow[], idOf: IdOf): string {
  const rows = sorted(transfers, (a, b) => (a.key < b.key ? -1 : 1)).map((row) =>
    tuple([
      bytes(idOf(row.key)),
      text(row.key),
      bytes(row.hash),
      text(row.kind),
      text(row.hold),
      whole(row.amount),
      whole(row.debit?.accountId ?? null),
      whole(row.debit?.seq ?? null),
      whole(row.credit?.accountId ?? null),
      whole(row.credit?.seq ?? null),
      text(row.reference),
      text(row.description),
      time(row.createdAt),
    ]),
  );
  return (
    'INSERT INTO transfers (id, idem_key, request_hash, kind, hold_key, amount, debit_account, debit_seq,' +
    ` credit_account, credit_seq, reference, description, created_at) VALUES ${rows.join(',')}`
  );
}

function insertEntries(entries: readonly EntryRow[], idOf: IdOf): string[] {
  if (entries.length === 0) return [];
  const rows = sorted(entries, (a, b) => a.accountId - b.accountId || a.seq - b.seq).map((entry) =>
    tuple([
      whole(entry.accountId),
      whole(entry.seq),
      bytes(idOf(entry.transfer)),
      whole(entry.amount),
      whole(entry.balanceAfter),
    ]),
  );
  return [
    `INSERT INTO entries (account_id, seq, transfer_id, amount, balance_after) VALUES ${rows.join(',')}`,
  ];
}

function insertHolds(holds: Changes['newHolds'], idOf: IdOf, at: Date): string[] {
  if (holds.length === 0) return [];
  const rows = sorted(holds, (a, b) => (a.key < b.key ? -1 : 1)).map((hold) =>
    tuple([
      text(hold.key),
      whole(hold.accountId),
      whole(hold.amount),
      whole(hold.captured),
      text(hold.state),
      text(hold.reference),
      bytes(hold.resolvedBy === null ? null : idOf(hold.resolvedBy)),
      time(hold.createdAt),
      time(hold.expiresAt),
      time(hold.state === 'pending' ? null : at),
    ]),
  );
  return [
    'INSERT INTO holds (hold_key, account_id, amount, captured, state, reference, resolved_by, created_at,' +
      ` expires_at, resolved_at) VALUES ${rows.join(',')}`,
  ];
}

function resolveHolds(resolved: readonly Resolution[], idOf: IdOf, at: Date): string[] {
  if (resolved.length === 0) return [];
  const keys = resolved.map(({ hold }) => text(hold.key)).join(',');
  const byHold = (literals: readonly string[]) => `ELT(FIELD(hold_key,${keys}),${literals.join(',')})`;
  return [
    `UPDATE holds SET captured = ${byHold(resolved.map(({ hold }) => whole(hold.captured)))},` +
      ` resolved_by = ${byHold(resolved.map(({ by }) => bytes(idOf(by))))},` +
      ` state = ${byHold(resolved.map(({ hold }) => text(hold.state)))}, resolved_at = ${time(at)}` +
      ` WHERE hold_key IN (${keys}) AND state = 'pending'`,
  ];
}

function updateAccounts(accounts: readonly Account[]): string[] {
  if (accounts.length === 0) return [];
  const rows = sorted(accounts, (a, b) => a.id - b.id);
  const ids = rows.map(({ id }) => id).join(',');
  // INTERVAL finds an id's place among the sorted ids by binary search, where CASE would try one by one.
  const byId = (literals: readonly string[]) => `ELT(INTERVAL(id,${ids}),${literals.join(',')})`;
  return [
    `UPDATE accounts SET posted = ${byId(rows.map(({ posted }) => whole(posted)))},` +
      ` held = ${byId(rows.map(({ held }) => whole(held)))},` +
      ` last_seq = ${byId(rows.map(({ lastSeq }) => whole(lastSeq)))} WHERE id IN (${ids})`,
  ];
}

function sorted<T>(rows: readonly T[], compare: (a: T, b: T) => number): T[] {
  return [...rows].sort(compare);
}
