import {
  condition,
  continueAsNew,
  defineSignal,
  proxyActivities,
  proxyLocalActivities,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import type { SandboxKeepingActivities } from '../activities/sandbox-keeping';
import type { SandboxMakingActivities } from '../activities/sandbox-making';
import {
  hostQueue,
  SANDBOX_CHANGED_SIGNAL,
  SANDBOX_GONE_SIGNAL,
  type SandboxRef,
} from '../domain/sandboxes/sandbox';
import { endingOf } from './ending';
import { DATABASE, SANDBOX_CREATION, SANDBOX_REMOVAL } from './policies';
import { reportOn } from './report';
import { saga } from './saga';

const { sandboxStanding } = proxyLocalActivities<SandboxKeepingActivities>({
  ...DATABASE,
  summary: 'Is it still needed?',
});
const { sandboxFailed } = proxyActivities<SandboxKeepingActivities>({
  ...DATABASE,
  summary: 'Write down why',
});

/**
 * A sandbox from its making until it is seen to be gone: it is kept while a turn works in it, for a while after that, and
 * never beyond its time. Its row decides: timers and signals only have it read again.
 */
export async function keepSandbox({ sandboxId, host, isMade = false }: SandboxRef & { isMade?: boolean }) {
  const report = reportOn('sandbox', sandboxId);
  const taskQueue = hostQueue(host);
  const { makeSandbox } = proxyActivities<SandboxMakingActivities>({
    ...SANDBOX_CREATION,
    taskQueue,
    summary: 'Make it',
  });
  const { unmakeSandbox } = proxyActivities<SandboxMakingActivities>({
    ...SANDBOX_REMOVAL,
    taskQueue,
    summary: 'Remove it, and see that it is gone',
  });
  let changes = 0;
  setHandler(defineSignal(SANDBOX_CHANGED_SIGNAL), () => {
    changes += 1;
  });
  let isGone = false;
  setHandler(defineSignal(SANDBOX_GONE_SIGNAL), () => {
    isGone = true;
    changes += 1;
  });
  /** Its host removes it; one that does not come back is not waited for once others know that nothing is left there. */
  const remove = async () => {
    if (!isGone) await Promise.race([unmakeSandbox({ sandboxId }), condition(() => isGone)]);
  };

  return saga(async (undo) => {
    // Before it is made: an attempt that was lost may have made it.
    undo(async (failure) => {
      const { reason } = { reason: 'SANDBOX_UNAVAILABLE' as const, ...endingOf(failure) };
      await sandboxFailed({ sandboxId, reason });
      await remove();
      report.state('failed');
    });
    if (!isMade) {
      report.step('making it', 10);
      await makeSandbox({ sandboxId });
      report.state('ready');
    }
    for (;;) {
      const seen = changes;
      const { isNeeded, waitMs, step } = await sandboxStanding({ sandboxId });
      report.step(step, 50);
      if (!isNeeded) break;
      await condition(() => changes !== seen, waitMs);
      // Its next run would not know that its host is gone.
      if (!isGone && workflowInfo().continueAsNewSuggested) {
        return continueAsNew<typeof keepSandbox>({ sandboxId, host, isMade: true });
      }
    }
    report.step('removing it', 90);
    await remove();
    report.step('gone', 100);
    report.state('gone');
  });
}
