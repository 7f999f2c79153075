import { driverFaultOf, faultOf } from '../db/faults';
import { AppError } from '../errors';
import type { Operation } from './operations';
import { StaleRead } from './read-book';

/**
 * What a failed batch means for the ledger. `conflict`: somebody was there first, and to read again will
 * show it. `busy`: something stayed locked for too long. `cut off`: it is unknown what became of the batch.
 * `refused`: the database will not have it, however often it is tried.
 */
export type BatchFailure = 'conflict' | 'busy' | 'cut off' | 'refused';

export function batchFailure(error: unknown): BatchFailure {
  if (error instanceof StaleRead) return 'conflict';
  if (error instanceof RowsFailed) return 'refused';
  switch (faultOf(error) ?? driverFaultOf(error)) {
    case 'duplicate':
    case 'deadlock':
      return 'conflict';
    case 'lock wait':
      return 'busy';
    case 'away':
      return 'cut off';
    case 'check':
    case undefined:
      return 'refused';
  }
}

/**
 * A statement that came alongside an operation failed: the batch would go through without that operation. It
 * says nothing of the ledger, whose own statements had run, so reading again would not mend it.
 */
export class AlongsideFailed extends Error {
  override readonly name = 'AlongsideFailed';

  constructor(
    readonly operation: Operation,
    override readonly cause: unknown,
  ) {
    super('a statement alongside an operation failed');
  }
}

/**
 * A statement with rows of several operations failed: the database will have one of them not, and does not say which.
 */
export class RowsFailed extends Error {
  override readonly name = 'RowsFailed';

  constructor(override readonly cause: unknown) {
    super('rows alongside operations failed');
  }
}

/** Whether an error is about the statement that it came from, and not about its transaction. */
export function isStatementsOwn(error: unknown): boolean {
  const fault = faultOf(error) ?? driverFaultOf(error);
  return fault !== 'away' && fault !== 'deadlock';
}

/** What the caller of an operation gets to see of an error that ended it. */
export function callersError(error: unknown): unknown {
  const cause = error instanceof AlongsideFailed || error instanceof RowsFailed ? error.cause : error;
  if (cause instanceof AppError) return cause;
  const failure = batchFailure(cause);
  if (failure === 'busy') return unavailable('a row stays locked', cause);
  return failure === 'cut off' ? unavailable('the ledger is cut off', cause) : cause;
}

function unavailable(note: string, cause: unknown): AppError<'UNAVAILABLE'> {
  return new AppError('UNAVAILABLE', undefined, { cause, note });
}
