import { text } from 'node:stream/consumers';
import { log } from '@temporalio/activity';
import type { Artifacts } from '../domain/jobs/artifacts';
import type { JobEnding, JobRef } from '../domain/jobs/job';
import type { Jobs } from '../domain/jobs/jobs';
import { KINDS } from '../domain/jobs/kinds';
import type { Scratch } from './scratch';

/** What came of a job: small facts for its last event and the user's history, first of all the artifact. */
export interface JobResult {
  readonly artifactId: string;
  /** Whether a stand-in for a real model made it. */
  readonly demo: boolean;
  /** Its size in the units of its kind. */
  readonly slides?: number;
  readonly seconds?: number;
  /** Of a text, which the user's history shows. */
  readonly characters?: number;
  /** The version of the prompt that it was written with. */
  readonly prompt?: string;
}

interface Dependencies {
  readonly jobs: Jobs;
  readonly artifacts: Artifacts;
  readonly scratch: Scratch;
}

export type JobActivities = ReturnType<typeof createJobActivities>;

/** The ends of a job, with its money and what it kept on the way. Each is idempotent. */
export function createJobActivities({ jobs, artifacts, scratch }: Dependencies) {
  /** The job has ended, with its money: a file that cannot be removed now must not keep its workflow open. */
  const discard = (jobId: string, but?: string) =>
    artifacts.discard(jobId, but).catch((error: unknown) => {
      log.warn('what an ended job had kept was not removed', { jobId, error });
    });

  /** Too large for a history, so that it is taken from the artifact where the user's own history shows it. */
  async function textOf({ artifactId, characters }: JobResult): Promise<string | undefined> {
    const artifact = characters === undefined ? undefined : await artifacts.get(artifactId);
    return artifact && text(await artifacts.open(artifact));
  }

  return {
    /** AppError HOLD_RESOLVED for a job that was given up. */
    async chargeJob({ jobId, result }: JobRef & { readonly result: JobResult }): Promise<void> {
      const { kind } = await jobs.succeed(jobId, { ...result }, await textOf(result));
      if (KINDS[kind].hasDrafts) await discard(jobId, KINDS[kind].artifact);
    },

    async giveUpJob({ jobId, ending }: JobRef & { readonly ending: JobEnding }): Promise<void> {
      const { state } = await jobs.giveUp(jobId, ending);
      if (state !== 'succeeded') await discard(jobId);
      await scratch.clear(jobId);
    },
  };
}
