import { QueryTypes } from 'sequelize';
import { createCreations, type Creations } from '../../domain/creations/creations';
import { BLOCK_IDS } from '../../domain/creations/creation-totals';
import { COUNT_CREATIONS } from '../../domain/db/migrations/0037-totals';
import { createJobs, type Jobs } from '../../domain/jobs/jobs';
import { createLedger, type Ledger } from '../../domain/ledger/ledger';
import { finishedWork } from '../support/finished-work';
import { deckOrder, jobPlatform, videoOrder, writingOrder, type JobPlatform } from '../support/job-platform';

/** Totals of histories that are kept, under all that changes them, and the pages that are found by them. */

let platform: JobPlatform;
let creations: Creations;
/** Of a second process. */
let otherLedger: Ledger;
let otherJobs: Jobs;
beforeAll(async () => {
  platform = await jobPlatform(30);
  creations = createCreations(platform);
  otherLedger = createLedger(platform);
  otherJobs = createJobs({ ...platform, ledger: otherLedger, announce: () => undefined });
});
afterAll(async () => {
  await otherLedger.close();
  await platform.close();
});
afterEach(() => vi.restoreAllMocks());

const list = (owner: number, query: object = {}) =>
  creations.list({ owner, page: 1, pageSize: 100, ...query });
const total = async (owner: number, query: object = {}) => (await list(owner, query)).total;
const violations = async () => (await platform.ledger.audit()).violations;

/** How many there really are. */
async function counted(owner: number, where: string): Promise<number> {
  return platform.count(`creations WHERE owner_id = ${owner} AND status = 'completed' AND ${where}`);
}

async function expectExact(owner: number): Promise<void> {
  expect(await total(owner)).toBe(await counted(owner, 'deleted_at IS NULL'));
  expect(await total(owner, { removed: true })).toBe(await counted(owner, 'deleted_at IS NOT NULL'));
  for (const type of ['video', 'ppt', 'writing']) {
    expect(await total(owner, { type })).toBe(
      await counted(owner, `deleted_at IS NULL AND type = '${type}'`),
    );
  }
  expect(await total(owner, { toolType: 'resume' })).toBe(
    await counted(owner, "deleted_at IS NULL AND tool_type = 'resume'"),
  );
}

test('ends, repeats of ends, deletions and restorations of two owners at once are each counted once', async () => {
  const owners = [await platform.newUser(5_000), await platform.newUser(5_000)];
  const made = await Promise.all(owners.map((owner) => finishedWork(platform, owner, { title: '第一' })));
  const kinds = [videoOrder, deckOrder, writingOrder];
  const accepted = await Promise.all(
    owners.flatMap((owner) =>
      Array.from({ length: 18 }, (_, n) => platform.jobs.accept(kinds[n % 3]!(owner))),
    ),
  );
  await Promise.all(
    accepted.flatMap(({ job }, n) => {
      if (n % 6 === 5)
        return [platform.jobs.giveUp(job.id, { state: 'failed', reason: 'GENERATION_FAILED' })];
      const done = { artifactId: job.id };
      return [platform.jobs.succeed(job.id, done), otherJobs.succeed(job.id, done)];
    }),
  );
  const ids = accepted
    .filter((_, n) => n % 6 !== 5)
    .map(({ creationId, job }) => [creationId, job.ownerId] as const);
  const more = await Promise.all(owners.map((owner) => platform.jobs.accept(videoOrder(owner))));
  await Promise.all([
    ...[...ids, ...made.map((id, n) => [id, owners[n] ?? 0] as const)].flatMap(([id, owner]) => [
      creations.remove(id, owner),
      creations.remove(id, owner),
      creations.bringBack(id, owner).catch(() => undefined),
    ]),
    ...more.map(({ job }, n) => (n ? otherJobs : platform.jobs).succeed(job.id, { artifactId: job.id })),
  ]);
  for (const owner of owners) await expectExact(owner);
  expect(await violations()).toEqual([]);
});

test('who completes waits for nobody in a circle, and deletes what others complete beside', async () => {
  const owner = await platform.newUser(5_000);
  const made = await Promise.all(
    Array.from({ length: 20 }, (_, n) => finishedWork(platform, owner, { title: `${n}` })),
  );
  const accepted = await Promise.all(made.map(() => platform.jobs.accept(videoOrder(owner))));
  const transactions = vi.spyOn(platform.db, 'transaction');
  const before = platform.ledger.counts().retries;
  await Promise.all([
    ...made.map((id) => creations.remove(id, owner)),
    ...accepted.map(({ job }) => platform.jobs.succeed(job.id, { artifactId: job.id })),
  ]);
  expect(platform.ledger.counts().retries).toBe(before);
  expect(transactions).toHaveBeenCalledTimes(made.length);
  await expectExact(owner);
});

test('of a stranger’s, of what is gone and of what is there nothing is counted', async () => {
  const [owner, stranger] = [await platform.newUser(100), await platform.newUser(0)];
  const id = await finishedWork(platform, owner, { title: '晨光' });
  expect(await creations.remove(id, stranger)).toBe(false);
  await creations.bringBack(id, owner);
  expect([await total(owner), await total(owner, { removed: true })]).toEqual([1, 0]);
  await creations.remove(id, owner);
  expect(await creations.remove(id, owner)).toBe(false);
  expect([await total(owner), await total(owner, { removed: true })]).toEqual([0, 1]);
});

test('pages are the same list, whatever its blocks', async () => {
  const owner = await platform.newUser(3_000);
  const made: number[] = [];
  // Of a block nothing, all, the last or the first: some before its end, some after it.
  for (const from of [3 * BLOCK_IDS - 4, 5 * BLOCK_IDS, 9 * BLOCK_IDS - 1]) {
    await platform.db.query(`ALTER TABLE creations AUTO_INCREMENT = ${from}`);
    for (let n = 0; n < 8; n++) {
      const work = { title: `${n % 2 ? '咖啡' : '茶'} ${from}`, ...(n % 3 ? {} : { type: 'image' }) };
      made.push(await finishedWork(platform, owner, work));
    }
  }
  for (const id of [made[1]!, made[4]!, made[23]!]) await creations.remove(id, owner);
  for (const query of [{}, { type: 'image' }, { type: 'writing', search: '咖啡' }, { removed: true }]) {
    const { total: number, items } = await list(owner, query);
    expect(items).toHaveLength(number);
    expect(items.map(({ id }) => id)).toEqual(items.map(({ id }) => id).toSorted((a, b) => b - a));
    for (const pageSize of [1, 3, 7]) {
      const pages: unknown[] = [];
      for (let page = 1; page <= Math.ceil(number / pageSize) + 1; page++) {
        const answered = await list(owner, { ...query, page, pageSize });
        expect(answered.total).toBe(number);
        pages.push(...answered.items);
      }
      expect(pages).toEqual(items);
    }
  }
  expect(await total(owner)).toBe(21);
});

test('an installation’s histories are counted once, however often the step is run', async () => {
  const rows = () =>
    platform.db.query('SELECT * FROM creation_totals WHERE shown <> 0 OR removed <> 0 ORDER BY 1, 2, 3, 4', {
      type: QueryTypes.SELECT,
    });
  const before = await rows();
  await platform.db.query('DELETE FROM creation_totals');
  for (const _ of [1, 2]) await platform.db.query(COUNT_CREATIONS);
  expect(await rows()).toEqual(before);
  expect(await violations()).toEqual([]);
});

const [BY_TYPE, BY_TOOL] = ['type', 'tool'].map(
  (kind) => `a history has as many creations of each ${kind} as its totals say`,
);
test.each([
  ['UPDATE creation_totals SET shown = shown + 1 ORDER BY owner_id LIMIT 1', [BY_TYPE, BY_TOOL]],
  ['DELETE FROM creation_totals WHERE shown > 0 ORDER BY owner_id LIMIT 1', [BY_TYPE, BY_TOOL]],
  ["INSERT INTO creation_totals VALUES (999999, 0, 'video', '', 0, 1)", [BY_TYPE, BY_TOOL]],
  [
    'UPDATE creation_totals SET block = block + 1000 WHERE shown > 0 ORDER BY owner_id LIMIT 1',
    [BY_TYPE, BY_TOOL],
  ],
  ["UPDATE creation_totals SET type = 'other' WHERE shown > 0 ORDER BY owner_id LIMIT 1", [BY_TYPE]],
  ["UPDATE creation_totals SET tool_type = 'other' WHERE shown > 0 ORDER BY owner_id LIMIT 1", [BY_TOOL]],
])('totals that are wrong are found: %s', async (wrong, rules) => {
  await platform.db.query(wrong);
  expect((await violations()).map(({ rule }) => rule)).toEqual(rules);
  await platform.db.query('DELETE FROM creation_totals');
  await platform.db.query(COUNT_CREATIONS);
});
