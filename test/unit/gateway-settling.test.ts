import { createCalls } from '../../domain/gateway/settling';
import type { CallEnding, OpenCall } from '../../domain/gateway/call';
import type { Database } from '../../domain/db/database';
import type { Metering } from '../../domain/gateway/metering';
import { NO_USAGE } from '../../domain/gateway/usage';

test('an answered call is charged also when the database does not take what is written beside it', async () => {
  const asked: CallEnding[] = [];
  const metering: Pick<Metering, 'settle'> = {
    settle(_, ending) {
      asked.push(ending);
      if (ending.losses.length > 0) return Promise.reject(new Error('the packet is too large'));
      return Promise.resolve({ cost: 7n, shortfall: 0n });
    },
  };
  const failures: unknown[] = [];
  const calls = createCalls({
    db: {} as Database,
    metering: metering as Metering,
    clock: { now: () => new Date() },
    onFailure: (error) => failures.push(error),
  });
  const ending: CallEnding = {
    status: 'succeeded',
    usage: { ...NO_USAGE, input: 3, output: 4 },
    usageSource: 'reported',
    attempts: [],
    losses: ['far too much'],
    firstByteMs: 1,
    durationMs: 2,
  };
  const call = { facts: { id: 'a' } } as OpenCall;
  expect(await calls.settle(call, ending)).toEqual({ cost: 7n, shortfall: 0n });
  expect(asked[1]).toMatchObject({ usage: ending.usage, status: 'succeeded', losses: [] });
  expect(failures).toHaveLength(1);
  await calls.close();
});
