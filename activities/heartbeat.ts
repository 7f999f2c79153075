import { setMaxListeners } from 'node:events';
import { Context } from '@temporalio/activity';

const BEAT_MS = 2000;

/**
 * Tells the server how far an activity is; what was told last, if only by an earlier attempt, goes with each beat until
 * something newer is.
 */
export type Report = (details: unknown) => void;

/** Whether an activity's work shall end, and not merely this attempt at it: its worker goes, or another has it by now. */
export function isCancelRequested(): boolean {
  return Context.current().cancellationDetails?.cancelRequested === true;
}

/**
 * Runs `work` of an activity and beats for it while it lasts, so that the server knows of a lost worker
 * soon, and the work of a cancellation: `signal` aborts for one, and when the worker shuts down.
 */
export async function withHeartbeat<T>(
  work: (signal: AbortSignal, report: Report) => Promise<T>,
): Promise<T> {
  const context = Context.current();
  let newest: unknown = context.info.heartbeatDetails;
  const beat = () => context.heartbeat(newest);
  const timer = setInterval(beat, BEAT_MS);
  // What works on many things at once waits for each of them, and that is no leak.
  setMaxListeners(0, context.cancellationSignal);
  try {
    return await work(context.cancellationSignal, (details) => {
      newest = details;
      beat();
    });
  } finally {
    clearInterval(timer);
  }
}
