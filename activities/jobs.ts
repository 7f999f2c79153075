import type { JobEnding, JobRef } from '../domain/jobs/job';
import type { Jobs } from '../domain/jobs/jobs';
import type { Scratch } from './scratch';

/** What came of a job: small facts for its last event and the user's history, first of all the artifact. */
export interface JobResult {
  readonly artifactId: string;
  /** Whether a stand-in for a real model made it. */
  readonly demo: boolean;
  /** Its size in the units of its kind. */
  readonly slides?: number;
  readonly seconds?: number;
}

export type JobActivities = ReturnType<typeof createJobActivities>;

/** The ends of a job, with its money. Each is idempotent. */
export function createJobActivities({ jobs, scratch }: { readonly jobs: Jobs; readonly scratch: Scratch }) {
  return {
    /** AppError HOLD_RESOLVED for a job that was given up. */
    async chargeJob({ jobId, result }: JobRef & { readonly result: JobResult }): Promise<void> {
      await jobs.succeed(jobId, { ...result });
    },

    async giveUpJob({ jobId, ending }: JobRef & { readonly ending: JobEnding }): Promise<void> {
      await jobs.giveUp(jobId, ending);
      await scratch.clear(jobId);
    },
  };
}
