import { Context } from '@temporalio/activity';

const BEAT_MS = 2000;

/**
 * Runs `work` of an activity and beats for it while it lasts, so that the server knows of a lost worker
 * soon, and the work of a cancellation: `signal` aborts for one, and when the worker shuts down.
 */
export async function withHeartbeat<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const context = Context.current();
  const timer = setInterval(() => context.heartbeat(), BEAT_MS);
  try {
    return await work(context.cancellationSignal);
  } finally {
    clearInterval(timer);
  }
}
