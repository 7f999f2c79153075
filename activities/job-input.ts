import { AppError } from '../domain/errors';
import type { JobInputs, JobKind } from '../domain/jobs/job';
import type { Jobs } from '../domain/jobs/jobs';

/** What a job of this kind was asked to make. AppError NOT_FOUND when there is no such job. */
export async function inputOf<K extends JobKind>(jobs: Jobs, kind: K, jobId: string): Promise<JobInputs[K]> {
  const job = await jobs.find(jobId);
  if (job?.kind !== kind) throw new AppError('NOT_FOUND', undefined, { note: `${kind} ${jobId}` });
  return job.input as JobInputs[K]; // TypeScript does not narrow a union by a type parameter
}
