import { createPrincipals } from '../../api/auth/principal';
import type { Caller } from '../../domain/identity/callers';
import { gate, type Gate } from '../support/gate';
import { refusal } from '../support/refusal';

/** Principals whose reads end when the test says so. */
function watched() {
  const reads: Gate<Caller | undefined>[] = [];
  const time = { now: new Date('2026-01-22T02:00:00Z') };
  const principals = createPrincipals({
    callers: {
      find() {
        const read = gate<Caller | undefined>();
        reads.push(read);
        return read.passed;
      },
    },
    clock: { now: () => time.now },
  });
  /** Lets the read of that number, from 0, find this user. */
  const finds = (read: number, userId: number) =>
    reads[read]?.open({
      userId,
      sessionId: 's',
      signedInAt: new Date('2026-01-22T02:00:00Z'),
      role: 'user',
      status: 'active',
      membership: null,
      teamId: null,
      teamRole: null,
    });
  const later = (ms: number) => {
    time.now = new Date(time.now.getTime() + ms);
  };
  return { principals, reads, finds, later };
}

test('requests of one session at the same moment share a read, those of another have their own', async () => {
  const { principals, reads, finds } = watched();
  const asked = [principals.load('s'), principals.load('s'), principals.load('s')];
  const other = principals.load('t');
  expect(reads).toHaveLength(2);
  finds(0, 1);
  finds(1, 2);
  expect(await Promise.all(asked)).toMatchObject([{ userId: 1 }, { userId: 1 }, { userId: 1 }]);
  expect(await other).toMatchObject({ userId: 2 });
});

test('a read is good for a second from when it began, however long it took', async () => {
  const { principals, reads, finds, later } = watched();
  const first = principals.load('s');
  later(999);
  finds(0, 1);
  await first;
  expect(await principals.load('s')).toMatchObject({ userId: 1 });
  later(1);
  const second = principals.load('s');
  expect(reads).toHaveLength(2);
  finds(1, 2);
  expect(await second).toMatchObject({ userId: 2 });
});

test('who asks after a session was forgotten gets a new read, though an older one ends later', async () => {
  const { principals, reads, finds } = watched();
  const before = principals.load('s');
  principals.forget(['s']);
  const after = principals.load('s');
  expect(reads).toHaveLength(2);
  reads[1]?.open(undefined); // the session has ended
  expect(await refusal(after)).toEqual({ code: 'UNAUTHENTICATED' });
  finds(0, 1);
  expect(await before).toMatchObject({ userId: 1 });
  void principals.load('s');
  expect(reads).toHaveLength(3);
});

test('a read that fails is not kept, and does not take a newer one away', async () => {
  const { principals, reads, finds } = watched();
  const asked = [principals.load('s'), principals.load('s')];
  principals.forget(['s']);
  const newer = principals.load('s');
  reads[0]?.fail(new Error('the database is away'));
  await expect(asked[0]).rejects.toThrow('away');
  await expect(asked[1]).rejects.toThrow('away');
  finds(1, 1);
  expect(await newer).toMatchObject({ userId: 1 });
  expect(await principals.load('s')).toMatchObject({ userId: 1 });
  expect(reads).toHaveLength(2);

  const failing = principals.load('t');
  reads[2]?.fail(new Error('the database is away'));
  await expect(failing).rejects.toThrow('away');
  const again = principals.load('t');
  finds(3, 2);
  expect(await again).toMatchObject({ userId: 2 });
});
