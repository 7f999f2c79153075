import type { Account, Changes, EntryRow, Resolution, TransferRow } from './book';
import { bytes, text, time, whole } from './literals';
import { newTransferId } from './transfer-ids';

/**
 * The statements that write a batch: at most one for each table and kind of change, whatever the number of
 * operations. Rows are in the order of their keys, which makes two processes that write the same keys wait
 * for each other in one order.
 *
 * The platform's accounts, which nearly every operation meets, are rows like all others: neither split into
 * shards nor rolled up later. A batch writes each of its accounts once however many entries that gets, so that
 * the hotter the accounts, the less a batch costs, and every balance stays exact at every commit.
 */
export function writeStatements(changes: Changes, at: Date): string[] {
  if (changes.transfers.length === 0) return [];
  const ids = new Map(changes.transfers.map(({ key }) => [key, bytes(newTransferId(at))]));
  const idOf: IdOf = (key) => (key === null ? undefined : ids.get(key)) ?? 'NULL';
  return [
    insertTransfers(changes.transfers, idOf, at),
    ...insertEntries(changes.entries, idOf),
    ...insertHolds(changes.newHolds, idOf, at),
    ...resolveHolds(changes.resolved, idOf, at),
    ...updateAccounts(changes.accounts),
  ];
}

/** The id of a row of `transfers`, as a literal, by its idempotency key. */
type IdOf = (transferKey: string | null) => string;

function insertTransfers(transfers: readonly TransferRow[], idOf: IdOf, at: Date): string {
  const now = time(at);
  const rows = sorted(transfers, byKey).map(
    (row) =>
      `(${idOf(row.key)},${text(row.key)},${bytes(row.hash)},${text(row.kind)},${text(row.hold)},` +
      `${row.amount},${legs(row)},${text(row.reference)},${text(row.description)},${now})`,
  );
  return (
    'INSERT INTO transfers (id, idem_key, request_hash, kind, hold_key, amount, debit_account, debit_seq,' +
    ` credit_account, credit_seq, reference, description, created_at) VALUES ${rows.join(',')}`
  );
}

function legs({ debit, credit }: TransferRow): string {
  return `${whole(debit?.accountId)},${whole(debit?.seq)},${whole(credit?.accountId)},${whole(credit?.seq)}`;
}

function insertEntries(entries: readonly EntryRow[], idOf: IdOf): string[] {
  if (entries.length === 0) return [];
  const rows = sorted(entries, (a, b) => a.accountId - b.accountId || a.seq - b.seq).map(
    ({ accountId, seq, transfer, amount, balanceAfter }) =>
      `(${accountId},${seq},${idOf(transfer)},${amount},${balanceAfter})`,
  );
  return [
    `INSERT INTO entries (account_id, seq, transfer_id, amount, balance_after) VALUES ${rows.join(',')}`,
  ];
}

function insertHolds(holds: Changes['newHolds'], idOf: IdOf, at: Date): string[] {
  if (holds.length === 0) return [];
  const now = time(at);
  const rows = sorted(holds, byKey).map(
    (hold) =>
      `(${text(hold.key)},${whole(hold.accountId)},${hold.amount},${hold.captured},${text(hold.state)},` +
      `${text(hold.reference)},${idOf(hold.resolvedBy)},${now},${time(hold.expiresAt)},` +
      `${hold.state === 'pending' ? 'NULL' : now})`,
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
      ` resolved_by = ${byHold(resolved.map(({ by }) => idOf(by)))},` +
      ` state = ${byHold(resolved.map(({ hold }) => text(hold.state)))}, resolved_at = ${time(at)}` +
      ` WHERE hold_key IN (${keys}) AND state = 'pending'`,
  ];
}

function updateAccounts(accounts: readonly Account[]): string[] {
  if (accounts.length === 0) return [];
  const rows = sorted(accounts, (a, b) => a.id - b.id);
  const ids = rows.map(({ id }) => id).join(',');
  // INTERVAL finds an id's place among the sorted ids by binary search, where CASE would try one by one.
  const byId = (values: readonly (bigint | number)[]) => `ELT(INTERVAL(id,${ids}),${values.join(',')})`;
  return [
    `UPDATE accounts SET posted = ${byId(rows.map(({ posted }) => posted))},` +
      ` held = ${byId(rows.map(({ held }) => held))},` +
      ` last_seq = ${byId(rows.map(({ lastSeq }) => lastSeq))} WHERE id IN (${ids})`,
  ];
}

function byKey(a: { readonly key: string }, b: { readonly key: string }): number {
  return a.key < b.key ? -1 : 1;
}

function sorted<T>(rows: readonly T[], compare: (a: T, b: T) => number): T[] {
  return [...rows].sort(compare);
}
