import { AppError } from '../../../domain/errors';
import { ok } from '../reply';
import type { StudioHandler } from '../operation';
import { jobDto } from './job-dto';

export const getJob: StudioHandler<'getJob'> = async ({ params, user, language }, deps) => {
  const job = await deps.jobs.findOwned(params.id, user.userId);
  if (!job) throw new AppError('NOT_FOUND');
  return ok(await jobDto(job, language, deps));
};
