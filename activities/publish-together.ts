import { activityInfo, log } from '@temporalio/activity';
import { bounded } from '../domain/bounded';
import { AppError } from '../domain/errors';
import { isOver, type TargetState } from '../domain/publishing/publication';
import type { PublicationRuns } from '../domain/publishing/runs';
import type { TargetOf } from '../domain/publishing/target-rows';
import type { PublicationsRef } from '../workflows/contract';
import { withHeartbeat } from './heartbeat';
import type { PublishingActivities } from './publishing';
import type { TargetStanding } from './target-work';

/** The workflow that has the activity run. */
const batchOf = () => activityInfo().workflowExecution?.workflowId ?? '';

type Steps = Pick<PublishingActivities, 'prepareTarget' | 'submitTarget' | 'checkTarget'>;

export type TogetherActivities = ReturnType<typeof createTogetherActivities>;

/** Targets that are worked on at once in this process: most of the time of each is waiting for its platform. */
const AT_ONCE = 32;

/** What is done for many publications that are due at once. Rows decide, as everywhere: each can be run again. */
export function createTogetherActivities({
  runs,
  steps,
}: {
  readonly runs: PublicationRuns;
  readonly steps: Steps;
}) {
  const inTurn = bounded({
    atOnce: AT_ONCE,
    waiting: Number.MAX_SAFE_INTEGER,
    full: () => new AppError('UNAVAILABLE'),
  });

  /** Takes a step at each target, one in turn after another; one that fails is left as its row says. */
  function atEach(
    targets: readonly TargetOf[],
    from: readonly TargetState[],
    step: (target: { readonly targetId: number }) => Promise<TargetStanding>,
    signal: AbortSignal,
  ): Promise<TargetOf[]> {
    return Promise.all(
      targets.map(async (target) => {
        if (!from.includes(target.state)) return target;
        return inTurn(async () => {
          signal.throwIfAborted();
          try {
            return { ...target, ...(await step(target)) };
          } catch (error) {
            signal.throwIfAborted();
            log.warn('left to a workflow of its own', { targetId: target.targetId, error: String(error) });
            return target;
          }
        });
      }),
    );
  }

  return {
    /**
     * Publishes at every account what can be published at once, everything uploaded before anything is submitted, and
     * ends the publications that are over then.
     */
    publishTogether: ({ publicationIds }: PublicationsRef): Promise<void> =>
      withHeartbeat(async (signal) => {
        // What has gone on in a workflow of its own is none of this one's any more.
        let targets: TargetOf[] = await runs.targetsOf(publicationIds, batchOf());
        const own = new Set(targets.map((target) => target.publicationId));
        targets = await atEach(targets, ['preparing'], steps.prepareTarget, signal);
        targets = await atEach(targets, ['prepared'], steps.submitTarget, signal);
        targets = await atEach(targets, ['submitted'], steps.checkTarget, signal);
        const unfinished = targets.filter(({ state }) => !isOver(state) && state !== 'handed_off');
        const open = new Set(unfinished.map((target) => target.publicationId));
        for (const id of own) if (!open.has(id)) await runs.end(id);
      }),

    /** Has each that has not ended go on in a workflow of its own; answers how many. */
    async continueAlone({ publicationIds }: PublicationsRef): Promise<{ left: number }> {
      let left = 0;
      for (const id of publicationIds) if (await runs.goOnAlone(id, batchOf())) left += 1;
      return { left };
    },
  };
}
