import { ApplicationFailure, RetryState } from '@temporalio/common';
import { MockActivityEnvironment } from '@temporalio/testing';
import { ActivityFailure, CancelledFailure } from '@temporalio/workflow';
import { lookFor } from '../../activities/looking';
import { NOT_YET } from '../../workflows/contract';
import { endingOf, seen } from '../../workflows/ending';

/** Waiting for what others do keeps a slot of the worker for a moment, and then leaves it for another. */

/** An attempt that looks every 100 ms; it sees something at the look of that number. */
function attempt(number: number, waitedMs: number, seenAt = Infinity) {
  const environment = new MockActivityEnvironment({
    attempt: number,
    scheduledTimestampMs: 1_000,
    currentAttemptScheduledTimestampMs: 1_000 + waitedMs,
  });
  const looks: number[] = [];
  const ended = environment
    .run(() =>
      lookFor(100, (waited) => {
        looks.push(waited);
        return Promise.resolve(looks.length >= seenAt ? 'there' : undefined);
      }),
    )
    .catch((error: unknown) => error as ApplicationFailure);
  return { looks, ended };
}

test('the first attempt looks for two seconds, and the next one comes in a quarter of one', async () => {
  const { looks, ended } = attempt(1, 0);
  expect(await ended).toMatchObject({ type: NOT_YET, nonRetryable: false, nextRetryDelay: 250 });
  expect(looks.length).toBeGreaterThan(15);
});

test('what is seen is answered', async () => {
  const { looks, ended } = attempt(1, 0, 3);
  expect(await ended).toBe('there');
  expect(looks).toEqual([0, 0, 0]);
});

test.each([
  { waitedMs: 2_300, pause: 250 },
  { waitedMs: 60_000, pause: 3_000 },
  { waitedMs: 7_200_000, pause: 5_000 },
])('a later one looks once; after $waitedMs ms the next comes in $pause', async ({ waitedMs, pause }) => {
  const { looks, ended } = attempt(4, waitedMs);
  expect(await ended).toMatchObject({ type: NOT_YET, nextRetryDelay: pause });
  expect(looks).toEqual([waitedMs]);
});

test('one that is not tried again, for it was to be cancelled at that moment, was cancelled', async () => {
  const failed = (type: string) =>
    new ActivityFailure(
      'Activity task failed',
      'awaitSandbox',
      '1',
      RetryState.CANCEL_REQUESTED,
      undefined,
      ApplicationFailure.create({ type }),
    );
  const failure = await seen(Promise.reject(failed(NOT_YET))).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(CancelledFailure);
  expect(endingOf(failure)).toEqual({ state: 'cancelled' });
  const lost = failed('SANDBOX_LOST');
  await expect(seen(Promise.reject(lost))).rejects.toBe(lost);
  expect(await seen(Promise.resolve('there'))).toBe('there');
});
