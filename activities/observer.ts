import type { Context } from '@temporalio/activity';
import { ApplicationFailure, CancelledFailure } from '@temporalio/common';
import type { ActivityInterceptorsFactory } from '@temporalio/worker';
import type { Logger } from 'pino';
import { NOT_YET } from '../workflows/contract';
import { toFailure } from './failures';
import type { ActivityOutcome, WorkerMetrics } from './metrics';

/**
 * Sees every activity: logs its end with the workflow's id, counts it, and tells Temporal of its error in
 * Temporal's terms. An activity that fails because it was told to stop counts as cancelled.
 */
export function observeActivities({
  logger,
  metrics,
}: {
  readonly logger: Logger;
  readonly metrics: Pick<WorkerMetrics, 'activityEnded'>;
}): ActivityInterceptorsFactory {
  return (context) => ({
    inbound: {
      async execute(input, next) {
        const started = performance.now();
        const ended = (outcome: ActivityOutcome, error?: Error) => {
          const seconds = (performance.now() - started) / 1000;
          metrics.activityEnded(context.info.activityType, outcome, seconds);
          const facts = { ...idsOf(context), outcome, seconds, ...(error ? { err: error } : {}) };
          logger[outcome === 'failed' ? 'warn' : 'debug'](facts, 'activity ended');
        };
        try {
          const result = await next(input);
          ended('completed');
          return result;
        } catch (error) {
          if (context.cancellationSignal.aborted) {
            ended('cancelled');
            throw new CancelledFailure('The activity was told to stop');
          }
          const failure = toFailure(error);
          const isNotYet = failure instanceof ApplicationFailure && failure.type === NOT_YET;
          ended(isNotYet ? 'not_yet' : 'failed', failure);
          throw failure;
        }
      },
    },
  });
}

function idsOf({ info }: Context) {
  return {
    activity: info.activityType,
    attempt: info.attempt,
    workflowId: info.workflowExecution?.workflowId,
    runId: info.workflowExecution?.runId,
  };
}
