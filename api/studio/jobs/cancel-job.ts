import { AppError } from '../../../domain/errors';
import { waitForEnd } from '../../../domain/jobs/follow';
import { isEnd } from '../../../domain/jobs/job';
import { ok } from '../reply';
import type { StudioHandler } from '../operation';
import { jobDto } from './job-dto';

/** A worker hears of it with its next heartbeat; what takes longer than this is waited for by its user. */
const LONGEST_WAIT_MS = 5_000;

export const cancelJob: StudioHandler<'cancelJob'> = async ({ params, user, language, signal }, deps) => {
  const { jobs, announcements, dispatch, waitMs } = deps;
  const { outbox } = await jobs.cancel(params.id, user.userId);
  dispatch(outbox);
  const waitingMs = Math.min(waitMs, LONGEST_WAIT_MS);
  const job = await waitForEnd(jobs, announcements, params.id, waitingMs, signal);
  if (isEnd(job.state) && job.state !== 'cancelled') throw new AppError('JOB_ENDED');
  return ok(await jobDto(job, language, deps));
};
