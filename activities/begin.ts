import { AppError } from '../domain/errors';
import type { JobInputs, JobKind } from '../domain/jobs/job';
import type { Jobs } from '../domain/jobs/jobs';

/**
 * Marks a job as running and answers what it is to make: the first thing its first activity does, so that a
 * job counts as queued until somebody really works on it. AppError HOLD_RESOLVED when the job has ended.
 */
export async function begin<K extends JobKind>(jobs: Jobs, kind: K, jobId: string): Promise<JobInputs[K]> {
  const job = await jobs.started(jobId);
  if (job.kind !== kind) throw new AppError('NOT_FOUND', undefined, { note: `${kind} ${jobId}` });
  return job.input as JobInputs[K]; // TypeScript does not narrow a union by a type parameter
}
