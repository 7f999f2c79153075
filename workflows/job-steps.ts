import { CancellationScope, proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { JobActivities, JobResult } from '../activities/jobs';
import type { JobKind } from '../domain/jobs/job';
import { endingOf, isShutdown } from './ending';
import { DATABASE } from './policies';
import { reportOn } from './report';

// Every job takes it: as a local activity it costs its transaction, and no round trip to the server.
const { chargeJob } = proxyLocalActivities<JobActivities>({ ...DATABASE, summary: 'Charge the hold; done' });
const { giveUpJob } = proxyActivities<JobActivities>({ ...DATABASE, summary: 'Give the hold back' });

/** The steps that every kind of job has in common, each with its place in the report to operators. */
export function jobSteps(kind: JobKind, jobId: string) {
  const report = reportOn(kind, jobId);
  return {
    /**
     * Work of the job's own kind, when the job is `percent` done. A worker's shutdown is no failure of the work:
     * when that was the last of its attempts it gets new ones.
     */
    async produce<T>(step: string, percent: number, work: () => Promise<T>): Promise<T> {
      report.step(step, percent);
      for (;;) {
        try {
          return await work();
        } catch (failure) {
          if (!isShutdown(failure)) throw failure;
        }
      }
    },

    /** The pivot: the job has succeeded and its hold is charged. It can be repeated, and no longer be cancelled. */
    async charge(result: JobResult): Promise<void> {
      report.step('charging', 99);
      await CancellationScope.nonCancellable(() => chargeJob({ jobId, result }));
      report.step('done', 100);
      report.state('succeeded');
    },

    /** The undo of the hold that was taken when the job was accepted: given back as the job ends, with the reason. */
    async giveUp(failure: unknown): Promise<void> {
      const ending = endingOf(failure);
      await giveUpJob({ jobId, ending });
      report.state(ending.state);
    },
  };
}
