import { GroupCommit, type Ticket } from '../../domain/db/group-commit';

type Batch = readonly Ticket<number, string>[];

/** A group whose batches are committed when the test says so. */
function group(limits: { largestBatch?: number; longestQueue?: number } = {}) {
  const batches: { operations: number[]; finish: () => void; fail: (error: Error) => void }[] = [];
  let arrived = () => {};
  const commits = new GroupCommit<number, string>({
    largestBatch: limits.largestBatch ?? 100,
    longestQueue: limits.longestQueue ?? 100,
    commit: (batch: Batch) =>
      new Promise((resolve, reject) => {
        const finish = () => {
          for (const { operation, resolve: answer } of batch) answer(`done ${operation}`);
          resolve();
        };
        batches.push({ operations: batch.map(({ operation }) => operation), finish, fail: reject });
        arrived();
      }),
  });
  /** The batch of that number, from 1, once it is being committed. */
  const batch = async (number: number) => {
    for (;;) {
      const found = batches[number - 1];
      if (found) return found;
      await new Promise<void>((resolve) => (arrived = resolve));
    }
  };
  return { commits, batches, batch };
}

test('what arrives during a commit goes together into the next, in order', async () => {
  const { commits, batch, batches } = group();
  const first = commits.submit(1);
  const one = await batch(1);
  const later = [2, 3, 4].map((n) => commits.submit(n));
  expect(commits.waiting).toBe(3);
  one.finish();
  expect(await first).toBe('done 1');
  (await batch(2)).finish();
  expect(await Promise.all(later)).toEqual(['done 2', 'done 3', 'done 4']);
  expect(batches.map(({ operations }) => operations)).toEqual([[1], [2, 3, 4]]);
});

test('nothing is answered before its batch is committed', async () => {
  const { commits, batch } = group();
  let answered = false;
  const answer = commits.submit(1).then(() => (answered = true));
  const one = await batch(1);
  await new Promise(setImmediate);
  expect(answered).toBe(false);
  one.finish();
  await answer;
});

test('a batch has a largest size, and the rest goes into the one after', async () => {
  const { commits, batch, batches } = group({ largestBatch: 2 });
  const all = [1, 2, 3, 4, 5].map((n) => commits.submit(n));
  for (const number of [1, 2, 3]) (await batch(number)).finish();
  await Promise.all(all);
  expect(batches.map(({ operations }) => operations)).toEqual([[1, 2], [3, 4], [5]]);
});

test('a commit that fails fails its batch, and the next goes on', async () => {
  const { commits, batch } = group();
  const first = commits.submit(1);
  const one = await batch(1);
  const second = commits.submit(2);
  one.fail(new Error('no'));
  await expect(first).rejects.toThrow('no');
  (await batch(2)).finish();
  expect(await second).toBe('done 2');
});

test('more than may wait are refused at once', async () => {
  const { commits, batch } = group({ longestQueue: 2 });
  const first = commits.submit(1);
  const one = await batch(1);
  const waiting = [commits.submit(2), commits.submit(3)];
  await expect(commits.submit(4)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  one.finish();
  (await batch(2)).finish();
  expect(await Promise.all([first, ...waiting])).toHaveLength(3);
});

test('idle answers when everything that was submitted is settled', async () => {
  const { commits, batch } = group({ largestBatch: 1 });
  const settled: number[] = [];
  for (const n of [1, 2]) void commits.submit(n).then(() => settled.push(n));
  const idle = commits.idle().then(() => expect(settled).toEqual([1, 2]));
  (await batch(1)).finish();
  (await batch(2)).finish();
  await idle;
  await commits.idle();
});
