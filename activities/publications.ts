import type { Client } from '@temporalio/client';
import { log } from '@temporalio/activity';
import type { Clock } from '../domain/clock';
import type { Outbox } from '../domain/outbox';
import { runnerWorkflowId, type Publication, type TargetState } from '../domain/publishing/publication';
import type { Begun, PublicationRuns } from '../domain/publishing/runs';
import type { UnknownTargets } from '../domain/publishing/unknown-targets';
import type { PublicationRef } from '../workflows/contract';
import { isRunning } from '../temporal/running';
import { withHeartbeat } from './heartbeat';

interface Dependencies {
  readonly runs: PublicationRuns;
  readonly unknown: UnknownTargets;
  readonly outbox: Pick<Outbox, 'owes'>;
  readonly client: Client;
  readonly clock: Clock;
}

/** How many publications got a new workflow, and the targets whose outcome is to be looked up. */
export interface MissedPublications {
  readonly restarted: number;
  readonly unknown: readonly number[];
}

export type PublicationActivities = ReturnType<typeof createPublicationActivities>;

/** A workflow that is only late is let be. */
const MISSED_AFTER_MS = 10 * 60_000;
/** Of so many days' submissions the outcome is looked up again. */
const LOOK_BACK_MS = 3 * 86_400_000;
/** Longer than a batch is tried for. Of one that an older version began it is not known which works on it. */
const OLDEST_BATCH_MS = 10 * 3_600_000;
const BATCH = 100;
/** A run looks up so many; the next hour's goes on. */
const MOST_UNKNOWN = 200;

/** What is done for publications as a whole. */
export function createPublicationActivities({ runs, unknown, outbox, client, clock }: Dependencies) {
  /** Whether a workflow works on it, or is about to. */
  async function isRun(publication: Publication): Promise<boolean> {
    const { state, run, batchId, dueAt } = publication;
    const isOfOlder = state === 'publishing' && run === 0 && batchId === null;
    if (isOfOlder && clock.now().getTime() - dueAt.getTime() < OLDEST_BATCH_MS) return true;
    const workflowId = runnerWorkflowId(publication);
    return (await outbox.owes(workflowId)) || (await isRunning(client, workflowId));
  }

  return {
    beginPublication: ({ publicationId }: PublicationRef): Promise<Begun> => runs.begin(publicationId),

    async endPublication({ publicationId }: PublicationRef): Promise<{ states: TargetState[] }> {
      return { states: (await runs.end(publicationId)).map(({ state }) => state) };
    },

    abandonPublication: ({ publicationId }: PublicationRef): Promise<void> => runs.abandon(publicationId),

    /** Has those go on that are due and that no workflow runs. */
    findMissedPublications: (): Promise<MissedPublications> =>
      withHeartbeat(async (signal, tell) => {
        let restarted = 0;
        let after = 0;
        for (;;) {
          const page = await runs.overdue(MISSED_AFTER_MS, after, BATCH);
          for (const publication of page) {
            signal.throwIfAborted();
            if ((await isRun(publication)) || !(await runs.runAgain(publication))) continue;
            const lost = { publicationId: publication.id, workflowId: runnerWorkflowId(publication) };
            log.warn('a publication had lost its workflow', lost);
            restarted += 1;
          }
          tell({ restarted });
          const last = page.at(-1);
          if (!last) break;
          after = last.id;
        }
        const since = new Date(clock.now().getTime() - LOOK_BACK_MS);
        return { restarted, unknown: await unknown.list(since, MOST_UNKNOWN) };
      }),
  };
}
