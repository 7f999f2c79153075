import {
  ApplicationFailure,
  condition,
  defineSignal,
  proxyActivities,
  setHandler,
} from '@temporalio/workflow';
import type { SandboxWorkActivities } from '../activities/sandbox-work';
import type { TaskActivities } from '../activities/tasks';
import type { JobRef } from '../domain/jobs/job';
import { hostQueue, SANDBOX_LOST_SIGNAL } from '../domain/sandboxes/sandbox';
import {
  BUDGET_RAISED_SIGNAL,
  LONGEST_PAUSE_MS,
  PAUSE_OVER_SIGNAL,
  type TurnEnding,
} from '../domain/tasks/turn-ending';
import { endingOf, seen } from './ending';
import { AGENT_WORK, DATABASE, WAITING } from './policies';
import { reportOn, type Report } from './report';
import { saga } from './saga';

const { beginTurn, pauseTurn, resumeTurn, letGoOfSandbox, removeSandbox } = proxyActivities<TaskActivities>({
  ...DATABASE,
  summary: 'Write it down',
});
const { awaitSandbox } = proxyActivities<TaskActivities>({ ...WAITING, summary: 'Wait for the sandbox' });
const { awaitSandboxGone } = proxyActivities<TaskActivities>({
  ...WAITING,
  summary: 'Wait until nothing of it runs',
});
const { settleTurn } = proxyActivities<TaskActivities>({ ...WAITING, summary: 'Charge what was used' });

/** What a turn is told while it works, or waits. */
interface News {
  /** How often its budget was raised. */
  raises: number;
  isLost: boolean;
  isPauseOver: boolean;
}

/**
 * One turn of a task: its sandbox, the agent in it, what it leaves, what it has used. It waits when its budget is spent.
 * Whatever fails, nothing of it runs any more when its money is settled.
 */
export async function runTask({ jobId }: JobRef): Promise<string> {
  const report = reportOn('task', jobId);
  const news: News = { raises: 0, isLost: false, isPauseOver: false };
  setHandler(defineSignal(BUDGET_RAISED_SIGNAL), () => {
    news.raises += 1;
  });
  setHandler(defineSignal(SANDBOX_LOST_SIGNAL), () => {
    news.isLost = true;
  });
  setHandler(defineSignal(PAUSE_OVER_SIGNAL), () => {
    news.isPauseOver = true;
  });

  return saga(async (undo) => {
    undo(async (failure) => {
      // Nobody cancels what undoes, so nobody has to be told that it was.
      await removeSandbox({ jobId });
      await awaitSandboxGone({ jobId });
      report.state((await settleTurn({ jobId, ending: endingOf(failure) })).state);
    });
    report.step('waiting for the sandbox', 0);
    const { host } = await beginTurn({ jobId });
    await seen(awaitSandbox({ jobId }));
    const ending = await work({ jobId, host, report, news });
    report.step('settling', 95);
    await letGoOfSandbox({ jobId });
    const { state } = await seen(settleTurn({ jobId, ending }));
    report.step('done', 100);
    report.state(state);
    return state;
  });
}

/** The agent works until it has done what it was asked, for as long as there is a budget for it. */
async function work({
  jobId,
  host,
  report,
  news,
}: {
  readonly jobId: string;
  readonly host: string;
  readonly report: Report;
  readonly news: News;
}): Promise<TurnEnding> {
  const taskQueue = hostQueue(host);
  const { prepareWorkspace, runAgent, collectResult } = proxyActivities<SandboxWorkActivities>({
    ...AGENT_WORK,
    taskQueue,
    summary: 'In the sandbox',
  });
  report.step('preparing the workspace', 10);
  await prepareWorkspace({ jobId });
  for (;;) {
    const known = news.raises;
    report.step('the agent works', 20);
    const outcome = await runAgent({ jobId });
    if (outcome.state === 'paused') {
      report.step('waiting for a larger budget', 20);
      news.isPauseOver = false;
      await pauseTurn({ jobId });
      const isRaised = () => news.raises !== known;
      await condition(() => isRaised() || news.isLost || news.isPauseOver, LONGEST_PAUSE_MS);
      if (news.isLost) throw ApplicationFailure.nonRetryable('The sandbox is gone', 'SANDBOX_LOST');
      if (isRaised()) {
        await resumeTurn({ jobId });
        continue;
      }
    }
    report.step('collecting the result', 90);
    await collectResult({ jobId });
    return outcome.state === 'paused' ? { state: 'failed', reason: 'QUOTA_SPENT' } : outcome;
  }
}
