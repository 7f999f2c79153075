import { ActivityFailure, ApplicationFailure, CancelledFailure, isCancellation } from '@temporalio/workflow';
import { isErrorCode } from '../domain/error-catalogue';
import type { JobEnding } from '../domain/jobs/job';
import { NOT_YET } from './contract';

/** What a workflow's failure means for its job: the code of the AppError below it, or GENERATION_FAILED. */
export function endingOf(failure: unknown): JobEnding {
  if (isCancellation(failure)) return { state: 'cancelled' };
  const cause = failure instanceof ActivityFailure ? failure.cause : failure;
  const code = cause instanceof ApplicationFailure ? cause.type : undefined;
  return { state: 'failed', reason: isErrorCode(code) ? code : 'GENERATION_FAILED' };
}

/**
 * Waits for an activity that fails with NOT_YET until it has seen something. One whose cancellation was on its way at such a
 * moment is not tried again, and ends with that: it was cancelled.
 */
export async function seen<T>(activity: Promise<T>): Promise<T> {
  try {
    return await activity;
  } catch (failure) {
    const cause = failure instanceof ActivityFailure ? failure.cause : undefined;
    if (!(cause instanceof ApplicationFailure) || cause.type !== NOT_YET) throw failure;
    throw new CancelledFailure('It was cancelled between two looks');
  }
}

/** Whether an activity's last attempt ended because its worker shut down; the type is the SDK's. */
export function isShutdown(failure: unknown): boolean {
  return (
    failure instanceof ActivityFailure &&
    failure.cause instanceof ApplicationFailure &&
    failure.cause.type === 'WorkerShutdown'
  );
}
