import { CancellationScope, isCancellation, log, TemporalFailure } from '@temporalio/workflow';

/** Takes back what a step did, or may have done; told why the saga failed. */
export type Undo = (failure: unknown) => Promise<unknown>;

/**
 * Runs `body`. When it fails or is cancelled, every undo that it registered runs, newest first, whether or
 * not the workflow is cancelled; then the failure goes on as it was. Register an undo before the call that it
 * undoes: a call that failed may have had its effect. Each undo must be safe where nothing was done. One that
 * fails is logged, and neither stops the others nor hides what failed first.
 *
 * An error that is no failure of Temporal's is a mistake in workflow code: nothing is undone, for the workflow
 * task is retried until mended code runs it.
 */
export async function saga<T>(body: (undo: (step: Undo) => void) => Promise<T>): Promise<T> {
  const undos: Undo[] = [];
  try {
    return await body((step) => undos.push(step));
  } catch (failure) {
    if (failure instanceof TemporalFailure || isCancellation(failure)) {
      await CancellationScope.nonCancellable(() => undoAll(undos, failure));
    }
    throw failure;
  }
}

async function undoAll(undos: readonly Undo[], failure: unknown): Promise<void> {
  for (const undo of undos.toReversed()) {
    try {
      await undo(failure);
    } catch (error) {
      log.error('an undo failed: what it should have taken back stands', { error, because: failure });
    }
  }
}
