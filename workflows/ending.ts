import { ActivityFailure, ApplicationFailure, isCancellation } from '@temporalio/workflow';
import { isErrorCode } from '../domain/errors';
import type { JobEnding } from '../domain/jobs/job';

/** What a workflow's failure means for its job: the code of the AppError below it, or GENERATION_FAILED. */
export function endingOf(failure: unknown): JobEnding {
  if (isCancellation(failure)) return { state: 'cancelled' };
  const cause = failure instanceof ActivityFailure ? failure.cause : failure;
  const code = cause instanceof ApplicationFailure ? cause.type : undefined;
  return { state: 'failed', reason: isErrorCode(code) ? code : 'GENERATION_FAILED' };
}

/** Whether an activity's last attempt ended because its worker shut down; the type is the SDK's. */
export function isShutdown(failure: unknown): boolean {
  return (
    failure instanceof ActivityFailure &&
    failure.cause instanceof ApplicationFailure &&
    failure.cause.type === 'WorkerShutdown'
  );
}
