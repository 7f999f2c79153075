import { createCallerWatch } from '../../api/auth/caller-watch';
import { createEndedSessions } from '../../api/auth/ended-sessions';
import type { Principal } from '../../api/auth/principal';
import { AppError } from '../../domain/errors';

const CALLER = { sessionId: 's' };
const EVERY_MS = 1_000;

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

/** A watch whose looks answer, or fail with, what `answer` holds then. */
function watched() {
  const answer: { error?: Error } = {};
  const endedSessions = createEndedSessions({
    publisher: { isReady: false } as never,
    subscriber: {} as never,
    channel: 'ended',
    forget: () => undefined,
  });
  const load = vi.fn(() => (answer.error ? Promise.reject(answer.error) : Promise.resolve({} as Principal)));
  const watchCaller = createCallerWatch({ principals: { load }, endedSessions });
  const onEnd = vi.fn();
  return { answer, endedSessions, load, onEnd, stop: watchCaller(CALLER, EVERY_MS, onEnd) };
}

test('is told at once of a session that ended, and once', async () => {
  const { endedSessions, onEnd, load } = watched();
  endedSessions.announce(['another']);
  expect(onEnd).not.toHaveBeenCalled();
  endedSessions.announce(['s']);
  endedSessions.announce(['s']);
  expect(onEnd).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(5 * EVERY_MS);
  expect(load).toHaveBeenCalledTimes(1);
});

test.each(['UNAUTHENTICATED', 'ACCOUNT_DISABLED'] as const)(
  'finds by looking what nobody told: %s',
  async (code) => {
    const { answer, onEnd } = watched();
    await vi.advanceTimersByTimeAsync(EVERY_MS);
    expect(onEnd).not.toHaveBeenCalled();
    answer.error = new AppError(code);
    await vi.advanceTimersByTimeAsync(EVERY_MS);
    expect(onEnd).toHaveBeenCalledTimes(1);
  },
);

test('a database that is away ends nobody’s reading', async () => {
  const { answer, onEnd } = watched();
  answer.error = new Error('the connection is refused');
  await vi.advanceTimersByTimeAsync(3 * EVERY_MS);
  expect(onEnd).not.toHaveBeenCalled();
});

test('what is over is not watched any more', async () => {
  const { stop, answer, endedSessions, load, onEnd } = watched();
  stop();
  answer.error = new AppError('UNAUTHENTICATED');
  endedSessions.announce(['s']);
  await vi.advanceTimersByTimeAsync(3 * EVERY_MS);
  expect([onEnd.mock.calls.length, load.mock.calls.length]).toEqual([0, 1]);
});

test.each(['not json', 'null', '5', '{}', '[1]'])(
  'what is no message of ours is passed over: %s',
  async (message) => {
    const told: ((message: string) => void)[] = [];
    const endedSessions = createEndedSessions({
      publisher: { isReady: false } as never,
      subscriber: {
        subscribe: (_channel: string, listener: (text: string) => void) => {
          told.push(listener);
          return Promise.resolve();
        },
      } as never,
      channel: 'ended',
      forget: () => undefined,
    });
    await endedSessions.start();
    const onEnd = vi.fn();
    endedSessions.onEnd('s', onEnd);
    expect(() => told[0]?.(message)).not.toThrow();
    expect(onEnd).not.toHaveBeenCalled();
    told[0]?.('["s"]');
    expect(onEnd).toHaveBeenCalledTimes(1);
  },
);
