import { ScheduleAlreadyRunning, type Client, type ScheduleOptions } from '@temporalio/client';
import { SEARCH_ATTRIBUTES, TASK_QUEUE, type ScheduledWorkflow } from '../workflows/contract';

const SCHEDULES = [
  schedule('sweep-holds', 'sweepHolds', '1 minute', 'Settles holds that outlived their time'),
  schedule('refresh-accounts', 'refreshAccounts', '1 minute', 'Brings new tokens before the old ones end'),
  schedule('reconcile-payments', 'reconcilePayments', '1 hour', 'Asks about every order that is not paid'),
  schedule('audit-ledger', 'auditLedger', '1 hour', 'Proves that every credit is accounted for'),
  schedule('sweep-calls', 'sweepCalls', '1 hour', 'Deletes what is kept no longer of model calls'),
  schedule('recover-channels', 'recoverChannels', '1 minute', 'Switches channels on again that failed'),
  schedule('sweep-publications', 'sweepPublications', '1 hour', 'Goes on with publications that were missed'),
  schedule(
    'renew-publishing-accounts',
    'renewPublishingAccounts',
    '1 day',
    'Uses credentials of publishing accounts before they lapse',
  ),
  schedule('tell-members', 'tellMembers', '1 hour', 'Tells members of the ends of their memberships'),
  schedule(
    'sweep-identity',
    'sweepIdentity',
    '1 day',
    'Deletes what is kept no longer of sign-ins, and old notifications',
  ),
  schedule(
    'sweep-tasks',
    'sweepTasks',
    '1 day',
    'Removes logs and artifacts of tasks that are kept no longer',
  ),
];

/**
 * Makes the Schedules be what this code says, whether or not they exist; an operator's pause stays.
 * Safe to call from every process that starts.
 */
export async function ensureSchedules(client: Client): Promise<void> {
  for (const options of SCHEDULES) {
    try {
      await client.schedule.create(options);
    } catch (error) {
      if (!(error instanceof ScheduleAlreadyRunning)) throw error;
      await client.schedule.getHandle(options.scheduleId).update(({ state }) => ({
        spec: options.spec,
        action: options.action,
        policies: options.policies,
        state,
      }));
    }
  }
}

function schedule(
  id: string,
  workflow: ScheduledWorkflow,
  every: '1 minute' | '1 hour' | '1 day',
  summary: string,
) {
  return {
    scheduleId: id,
    spec: { intervals: [{ every }] },
    action: {
      type: 'startWorkflow',
      workflowType: workflow,
      workflowId: id,
      taskQueue: TASK_QUEUE,
      args: [],
      typedSearchAttributes: [
        { key: SEARCH_ATTRIBUTES.kind, value: id },
        { key: SEARCH_ATTRIBUTES.owner, value: 'platform' },
      ],
      staticSummary: summary,
    },
    // After an outage one run is enough: each looks at everything there is. It makes up for the last that was due,
    // so that a platform that is off at the hour of a daily run has that too.
    policies: { overlap: 'SKIP', catchupWindow: every },
  } as const satisfies ScheduleOptions;
}
