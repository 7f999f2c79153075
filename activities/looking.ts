import { setTimeout as delay } from 'node:timers/promises';
import { Context } from '@temporalio/activity';
import { ApplicationFailure, ApplicationFailureCategory } from '@temporalio/common';
import { NOT_YET } from '../workflows/contract';
import { withHeartbeat } from './heartbeat';

/** The first attempt looks for so long, because most of what is waited for is soon there; those after it look once. */
const FIRST_LOOK_MS = 2_000;
const SHORTEST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 5_000;
/** A wait grows by this part of itself at most. */
const GROWTH = 1 / 20;

/**
 * Does an activity's work of waiting for what others do and tell nobody: looks every `everyMs` until a look sees something,
 * and answers that. While nothing is seen for longer, the attempt fails with NOT_YET and the server has it tried again soon,
 * so that no worker's slot is taken by who waits. What the activity's policy bounds is one attempt; it must not bound their
 * number.
 * @param look undefined when there is nothing yet; told how long the activity had waited when the attempt began
 */
export function lookFor<T>(everyMs: number, look: (waitedMs: number) => Promise<T | undefined>): Promise<T> {
  return withHeartbeat(async (signal) => {
    const { attempt, scheduledTimestampMs, currentAttemptScheduledTimestampMs } = Context.current().info;
    // Both are the server's.
    const waitedMs = currentAttemptScheduledTimestampMs - scheduledTimestampMs;
    const until = performance.now() + (attempt === 1 ? FIRST_LOOK_MS : 0);
    for (;;) {
      const seen = await look(waitedMs);
      if (seen !== undefined) return seen;
      if (performance.now() >= until) throw notYet(waitedMs);
      await delay(everyMs, undefined, { signal });
    }
  });
}

function notYet(waitedMs: number): ApplicationFailure {
  return ApplicationFailure.create({
    type: NOT_YET,
    message: 'It is looked for again soon',
    nextRetryDelay: Math.min(Math.max(waitedMs * GROWTH, SHORTEST_PAUSE_MS), LONGEST_PAUSE_MS),
    category: ApplicationFailureCategory.BENIGN,
  });
}
