import { AppError } from '../../../domain/errors';
import { waitForEnd } from '../../../domain/jobs/follow';
import { isEnd, type Job } from '../../../domain/jobs/job';
import type { WorkOrder } from '../../../domain/jobs/jobs';
import { workflowIdOf } from '../../../domain/jobs/kinds';
import type { Call } from '../../router/call';
import type { StudioDependencies } from '../dependencies';

interface Ordered {
  readonly job: Job;
  readonly creationId: number;
  /** False: it takes longer than a request is kept waiting, and goes on by itself. */
  readonly isDone: boolean;
}

/**
 * Orders work and waits for it as long as this installation lets a request wait. AppError: why it was not accepted, or
 * did not succeed.
 */
export async function ordered(
  order: WorkOrder,
  { signal, note }: Pick<Call, 'signal' | 'note'>,
  { jobs, announcements, dispatch, waitMs }: StudioDependencies,
): Promise<Ordered> {
  const { job: accepted, creationId, outbox } = await jobs.accept(order);
  note({ jobId: accepted.id, workflowId: workflowIdOf(accepted) });
  dispatch(outbox);
  const job = await waitForEnd(jobs, announcements, accepted.id, waitMs, signal);
  if (isEnd(job.state) && job.state !== 'succeeded') throw whyUnfinished(job);
  return { job, creationId, isDone: isEnd(job.state) };
}

/** What the request for a job is answered that has ended without a result. */
export function whyUnfinished(job: Job): AppError {
  return new AppError(job.state === 'cancelled' ? 'JOB_CANCELLED' : (job.reason ?? 'GENERATION_FAILED'));
}
