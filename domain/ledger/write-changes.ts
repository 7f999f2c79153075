import { bytes, list, sql, text, time, whole, type Literal, type Statement } from '../db/statement';
import type { Account, Changes, EntryRow, Resolution, TransferRow } from './book';
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
export function writeStatements(changes: Changes, at: Date): Statement[] {
  if (changes.transfers.length === 0) return [];
  const ids = new Map(changes.transfers.map(({ key }) => [key, bytes(newTransferId(at))]));
  const idOf: IdOf = (key) => (key === null ? undefined : ids.get(key)) ?? whole(null);
  return [
    insertTransfers(changes.transfers, idOf, at),
    ...insertEntries(changes.entries, idOf),
    ...insertHolds(changes.newHolds, idOf, at),
    ...resolveHolds(changes.resolved, idOf, at),
    ...updateAccounts(changes.accounts),
  ];
}

/** The id of a row of `transfers`, as a literal, by its idempotency key. */
type IdOf = (transferKey: string | null) => Literal;

function insertTransfers(transfers: readonly TransferRow[], idOf: IdOf, at: Date): Statement {
  const now = time(at);
  const rows = sorted(transfers, byKey).map((row) => {
    const { debit, credit } = row;
    return sql`(${idOf(row.key)},${text(row.key)},${bytes(row.hash)},${text(row.kind)},${text(row.hold)},${row.amount},
      ${whole(debit?.accountId)},${whole(debit?.seq)},${whole(credit?.accountId)},${whole(credit?.seq)},
      ${text(row.reference)},${text(row.description)},${now})`;
  });
  return sql`INSERT INTO transfers (id, idem_key, request_hash, kind, hold_key, amount, debit_account, debit_seq,
    credit_account, credit_seq, reference, description, created_at) VALUES ${list(rows)}`;
}

function insertEntries(entries: readonly EntryRow[], idOf: IdOf): Statement[] {
  if (entries.length === 0) return [];
  const rows = sorted(entries, (a, b) => a.accountId - b.accountId || a.seq - b.seq).map(
    ({ accountId, seq, transfer, amount, balanceAfter }) =>
      sql`(${accountId},${seq},${idOf(transfer)},${amount},${balanceAfter})`,
  );
  return [
    sql`INSERT INTO entries (account_id, seq, transfer_id, amount, balance_after) VALUES ${list(rows)}`,
  ];
}

function insertHolds(holds: Changes['newHolds'], idOf: IdOf, at: Date): Statement[] {
  if (holds.length === 0) return [];
  const now = time(at);
  const rows = sorted(holds, byKey).map(
    (hold) =>
      sql`(${text(hold.key)},${whole(hold.accountId)},${hold.amount},${hold.captured},${text(hold.state)},
        ${text(hold.reference)},${idOf(hold.resolvedBy)},${now},${time(hold.expiresAt)},
        ${hold.state === 'pending' ? time(null) : now})`,
  );
  return [
    sql`INSERT INTO holds (hold_key, account_id, amount, captured, state, reference, resolved_by, created_at,
      expires_at, resolved_at) VALUES ${list(rows)}`,
  ];
}

function resolveHolds(resolved: readonly Resolution[], idOf: IdOf, at: Date): Statement[] {
  if (resolved.length === 0) return [];
  const keys = list(resolved.map(({ hold }) => text(hold.key)));
  const byHold = (literals: readonly Literal[]) => sql`ELT(FIELD(hold_key,${keys}),${list(literals)})`;
  return [
    sql`UPDATE holds SET captured = ${byHold(resolved.map(({ hold }) => whole(hold.captured)))},
      resolved_by = ${byHold(resolved.map(({ by }) => idOf(by)))},
      state = ${byHold(resolved.map(({ hold }) => text(hold.state)))}, resolved_at = ${time(at)}
      WHERE hold_key IN (${keys}) AND state = 'pending'`,
  ];
}

function updateAccounts(accounts: readonly Account[]): Statement[] {
  if (accounts.length === 0) return [];
  const rows = sorted(accounts, (a, b) => a.id - b.id);
  const ids = list(rows.map(({ id }) => id));
  // INTERVAL finds an id's place among the sorted ids by binary search, where CASE would try one by one.
  const byId = (values: readonly (bigint | number)[]) => sql`ELT(INTERVAL(id,${ids}),${list(values)})`;
  return [
    sql`UPDATE accounts SET posted = ${byId(rows.map(({ posted }) => posted))},
      held = ${byId(rows.map(({ held }) => held))},
      last_seq = ${byId(rows.map(({ lastSeq }) => lastSeq))} WHERE id IN (${ids})`,
  ];
}

function byKey(a: { readonly key: string }, b: { readonly key: string }): number {
  return a.key < b.key ? -1 : 1;
}

function sorted<T>(rows: readonly T[], compare: (a: T, b: T) => number): T[] {
  return [...rows].sort(compare);
}
