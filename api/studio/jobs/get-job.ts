import { creditsToNumber } from '../../../domain/credits';
import { AppError } from '../../../domain/errors';
import { ok } from '../reply';
import type { StudioHandler } from '../operation';
import { localTime, localTimeOrNull } from '../time';
import { fileUrlOf, reasonDto } from './job-dto';

export const getJob: StudioHandler<'getJob'> = async ({ params, user, language }, deps) => {
  const job = await deps.jobs.findOwned(params.id, user.userId);
  if (!job) throw new AppError('NOT_FOUND');
  return ok({
    id: job.id,
    kind: job.kind,
    state: job.state,
    progress: job.progress,
    ...(job.reason === null ? {} : { error: reasonDto(job.reason, language) }),
    model_id: job.modelId,
    quoted_credits: creditsToNumber(job.quote),
    credits_used: creditsToNumber(job.charged),
    last_seq: job.lastSeq,
    file_url: await fileUrlOf(job, deps),
    created_at: localTime(job.createdAt),
    started_at: localTimeOrNull(job.startedAt),
    ended_at: localTimeOrNull(job.endedAt),
  });
};
