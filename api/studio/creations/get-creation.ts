import { AppError } from '../../../domain/errors';
import { fileUrlOf } from '../jobs/job-dto';
import { ok } from '../reply';
import type { StudioHandler } from '../operation';
import { localTime } from '../time';

export const getCreation: StudioHandler<'getCreation'> = async ({ params, user }, deps) => {
  const creation = await deps.creations.get(params.id, user.userId);
  if (!creation) throw new AppError('NOT_FOUND');
  const job = await deps.jobs.find(creation.jobId);
  return ok({
    id: creation.id,
    type: creation.type,
    tool_type: creation.toolType,
    title: creation.title,
    content: creation.content,
    job_id: creation.jobId,
    file_url: job ? await fileUrlOf(job, deps) : null,
    created_at: localTime(creation.createdAt),
    updated_at: localTime(creation.updatedAt),
  });
};
