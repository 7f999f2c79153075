import { creditsToNumber } from '../../../domain/credits';
import { AppError } from '../../../domain/errors';
import type { JobState } from '../../../domain/jobs/job';
import { fileUrlOf, reasonDto } from '../jobs/job-dto';
import { ok } from '../reply';
import type { StudioHandler } from '../operation';
import { jobIdOf, taskIdOf } from './task-id';

const STATUS = {
  queued: 'processing',
  running: 'processing',
  succeeded: 'completed',
  failed: 'failed',
  cancelled: 'failed',
} as const satisfies Record<JobState, string>;

export const getVideoStatus: StudioHandler<'getVideoStatus'> = async ({ params, user, language }, deps) => {
  const jobId = jobIdOf(params.task_id);
  const job = jobId === undefined ? undefined : await deps.jobs.findOwned(jobId, user.userId);
  if (job?.kind !== 'video') throw new AppError('NOT_FOUND');
  return ok({
    task_id: taskIdOf(job.id),
    status: STATUS[job.state],
    video_url: await fileUrlOf(job, deps),
    credits_used: creditsToNumber(job.charged),
    progress: job.progress,
    ...(job.reason === null ? {} : { error: reasonDto(job.reason, language) }),
  });
};
