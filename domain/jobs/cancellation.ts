import { inTransaction } from '../db/transaction';
import { AppError } from '../errors';
import { isEnd } from './job';
import { readJob } from './job-rows';
import type { Jobs, JobsDependencies } from './jobs';
import { workflowIdOf } from './kinds';

/** A job's way out of the platform at its owner's wish: see `Jobs.cancel`. */
export function cancellation(
  { db, outbox }: JobsDependencies,
  { giveUp }: Pick<Jobs, 'giveUp'>,
): Pick<Jobs, 'cancel'> {
  return {
    async cancel(id, owner) {
      const found = await readJob(db, id);
      if (found?.ownerId !== owner) throw new AppError('NOT_FOUND', undefined, { note: `job ${id}` });
      // Before its workflow is told, which may not run yet and then could not be: its first step finds the job ended.
      const job = found.state === 'queued' ? await giveUp(id, { state: 'cancelled' }) : found;
      if (isEnd(job.state) && job.state !== 'cancelled') throw new AppError('JOB_ENDED');
      if (isEnd(found.state)) return { job, outbox: null };
      const cancel = {
        effect: 'cancel',
        name: 'cancel',
        workflowId: workflowIdOf(job),
        payload: {},
      } as const;
      return { job, outbox: await inTransaction(db, (tx) => outbox.add(cancel, tx)) };
    },
  };
}
