import { AppError } from '../domain/errors';
import type { JobKind, JobOf } from '../domain/jobs/job';
import type { Jobs } from '../domain/jobs/jobs';

/**
 * Marks a job as running and answers it, with what it is to make: the first thing its first activity does, so that a
 * job counts as queued until somebody really works on it. AppError HOLD_RESOLVED when the job has ended.
 */
export async function begin<K extends JobKind>(jobs: Jobs, kind: K, jobId: string): Promise<JobOf<K>> {
  const job = await jobs.started(jobId);
  if (job.kind !== kind) throw new AppError('NOT_FOUND', undefined, { note: `${kind} ${jobId}` });
  return job as JobOf<K>; // TypeScript does not narrow a union by a type parameter
}
