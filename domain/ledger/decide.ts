import { formatCredits, type Credits } from '../credits';
import { AppError, invalidField } from '../errors';
import { mayOverdraw, type AccountRef } from './accounts';
import { accountIdOf, type Account, type Book, type Changes, type Recorded } from './book';
import { Draft } from './draft';
import type { Capture, Hold, Operation, OperationOf, Outcome, Release, Result, Transfer } from './operations';
import { captureResult, holdResult, releaseResult, transferResult } from './results';

/**
 * The rules of the ledger, without a database: what each operation of a batch answers, one after the other,
 * and what has to be written. An operation that is refused leaves no trace, so that its key may be tried
 * again. An operation whose key has taken effect answers as it did then, whatever has happened since.
 */
export function decide(
  book: Book,
  operations: readonly Operation[],
  at: Date,
): { readonly outcomes: readonly Outcome[]; readonly changes: Changes } {
  const draft = new Draft(book, at);
  const outcomes = operations.map((operation): Outcome => {
    try {
      return { ok: true, result: perform(book, draft, operation) };
    } catch (error) {
      if (error instanceof AppError) return { ok: false, error };
      throw error;
    }
  });
  return { outcomes, changes: draft.changes() };
}

function perform(book: Book, draft: Draft, operation: Operation): Result {
  const first = draft.recorded(operation.key);
  if (first && first.hash !== operation.hash) {
    throw new AppError('LEDGER_CONFLICT', undefined, { note: `key ${operation.key} was used otherwise` });
  }
  switch (operation.type) {
    case 'hold':
      return performHold(book, draft, operation, first);
    case 'capture':
      return performCapture(book, draft, operation, first);
    case 'release':
      return performRelease(draft, operation, first);
    case 'transfer':
      return performTransfer(book, draft, operation, first);
  }
}

function performHold(book: Book, draft: Draft, operation: OperationOf<'hold'>, first?: Recorded): Hold {
  const { key, hash, account, amount, reference, description, expiresAt } = operation;
  if (first) return holdResult(operation, first, draft.hold(key)?.expiresAt ?? expiresAt);
  // No such operation, and yet a hold: a release came before it.
  if (draft.hold(key)) throw resolvedHold(key);
  const accountId = accountIdOf(book, account);
  requireAvailable(account, draft.account(accountId), amount);
  draft.reserve({
    key,
    accountId,
    amount,
    captured: 0n,
    state: 'pending',
    reference,
    createdAt: draft.at,
    expiresAt,
  });
  const row = draft.record({
    key,
    hash,
    kind: 'hold',
    hold: key,
    amount,
    reference,
    description,
    debit: { accountId, seq: null },
    credit: null,
  });
  return holdResult(operation, row, expiresAt);
}

function performCapture(
  book: Book,
  draft: Draft,
  operation: OperationOf<'capture'>,
  first?: Recorded,
): Capture {
  const { key, hash, to, kind = 'consume', description } = operation;
  const hold = draft.hold(operation.hold);
  if (!hold) throw new AppError('NOT_FOUND', undefined, { note: `there is no hold ${operation.hold}` });
  if (first) return captureResult(operation, first, hold, true);
  if (hold.state !== 'pending' || hold.accountId === null) throw resolvedHold(hold.key);
  const amount = operation.amount ?? hold.amount;
  if (amount > hold.amount) {
    throw invalidField('amount', `must be at most the ${formatCredits(hold.amount)} credits of the hold`);
  }
  const target = accountIdOf(book, to);
  if (target === hold.accountId) throw invalidField('to', 'must be another account than that of the hold');
  draft.resolve(hold, 'captured', amount, key);
  const row = draft.record({
    key,
    hash,
    kind,
    hold: hold.key,
    amount,
    reference: hold.reference,
    description,
    ...draft.move(key, hold.accountId, target, amount),
  });
  return captureResult(operation, row, hold, false);
}

function performRelease(draft: Draft, operation: OperationOf<'release'>, first?: Recorded): Release {
  const { key, hash } = operation;
  const hold = draft.hold(operation.hold);
  if (first) return releaseResult(operation, first, hold, true);
  const pending = hold?.state === 'pending' ? hold : undefined;
  if (!hold) draft.bury(operation.hold, key);
  if (pending) draft.resolve(pending, 'released', 0n, key);
  // A release that came too late is recorded as well, with nothing: its key is taken from now on.
  const row = draft.record({
    key,
    hash,
    kind: 'release',
    hold: operation.hold,
    amount: pending?.amount ?? 0n,
    reference: hold?.reference ?? null,
    description: '',
    debit: hold && hold.accountId !== null ? { accountId: hold.accountId, seq: null } : null,
    credit: null,
  });
  return releaseResult(operation, row, hold, false);
}

function performTransfer(
  book: Book,
  draft: Draft,
  operation: OperationOf<'transfer'>,
  first?: Recorded,
): Transfer {
  const { key, hash, from, to, amount, kind, reference, description } = operation;
  if (first) return transferResult(operation, first);
  const source = accountIdOf(book, from);
  requireAvailable(from, draft.account(source), amount);
  const row = draft.record({
    key,
    hash,
    kind,
    hold: null,
    amount,
    reference,
    description,
    ...draft.move(key, source, accountIdOf(book, to), amount),
  });
  return transferResult(operation, row);
}

function requireAvailable(ref: AccountRef, account: Account, amount: Credits): void {
  const available = account.posted - account.held;
  if (mayOverdraw(ref) || available >= amount) return;
  throw new AppError('INSUFFICIENT_CREDITS', {
    required: formatCredits(amount),
    available: formatCredits(available),
  });
}

function resolvedHold(key: string): AppError<'HOLD_RESOLVED'> {
  return new AppError('HOLD_RESOLVED', undefined, { note: `hold ${key} was resolved before` });
}
