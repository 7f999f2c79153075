import { ApplicationFailure, TemporalFailure } from '@temporalio/common';
import { AppError, isAppError } from '../domain/errors';
import { UpstreamFailure } from '../providers/llm/upstream-failure';

const NO_ROOM = ['ENOSPC', 'EDQUOT'];

/**
 * What Temporal is told of an error. An AppError becomes a failure whose type is its code, retried only if
 * its code is retryable and its cause not known to last (`workflows/ending.ts` reads it back); a full disk is
 * STORAGE_FULL; any other error is retried as the activity's policy says.
 */
export function toFailure(error: unknown): Error {
  if (error instanceof TemporalFailure) return error;
  if (isAppError(error)) return failureOf(error);
  if (isOutOfRoom(error)) return failureOf(new AppError('STORAGE_FULL', undefined, { cause: error }));
  return error instanceof Error ? error : new Error(String(error));
}

function failureOf(error: AppError): ApplicationFailure {
  return ApplicationFailure.create({
    type: error.code,
    message: error.message,
    nonRetryable: !error.retryable || isFinal(error.cause),
    details: error.details === undefined ? [] : [error.details],
    ...(error.cause instanceof Error ? { cause: error.cause } : {}),
  });
}

/** A key that is refused or a quota that is spent stays so, however often it is asked. */
function isFinal(cause: unknown): boolean {
  return cause instanceof UpstreamFailure && !cause.retryable;
}

function isOutOfRoom(error: unknown): boolean {
  return error instanceof Error && 'code' in error && NO_ROOM.includes(String(error.code));
}
