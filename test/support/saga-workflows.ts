import { ApplicationFailure, proxyActivities, proxyLocalActivities, sleep } from '@temporalio/workflow';
import { saga } from '../../workflows/saga';

/** Workflows that only the saga's test runs. */

interface Activities {
  note(line: string): Promise<void>;
  refuse(line: string): Promise<void>;
}
const options = { startToCloseTimeout: '10 seconds', retry: { maximumAttempts: 1 } } as const;
const { note } = proxyLocalActivities<Activities>(options);
const { refuse } = proxyActivities<Activities>(options);

export async function sagaThatFails(): Promise<void> {
  await saga(async (undo) => {
    undo(() => note('undo first'));
    await note('first');
    undo(() => refuse('undo second')); // cannot be undone
    await note('second');
    undo(() => note('undo third'));
    await refuse('third'); // it failed, and may have had its effect
    undo(() => note('undo fourth'));
  });
}

export async function sagaThatSucceeds(): Promise<string> {
  return saga(async (undo) => {
    undo(() => note('undo first'));
    await note('first');
    return 'done';
  });
}

export async function sagaThatIsCancelled(): Promise<void> {
  await saga(async (undo) => {
    undo(async () => {
      await sleep('10 milliseconds'); // needs a scope that is not cancelled
      await note('undo first');
    });
    await note('first');
    await sleep('1 hour');
  });
}

export async function sagaWithAMistake(): Promise<void> {
  await saga(async (undo) => {
    undo(() => note('undo first'));
    await note('first');
    throw new TypeError('a mistake in workflow code');
  });
}

export async function sagaThatThrows(): Promise<void> {
  await saga(async (undo) => {
    undo((failure) => note(`undo because of ${(failure as ApplicationFailure).type}`));
    await Promise.reject(ApplicationFailure.nonRetryable('no', 'REFUSED'));
  });
}
