import { randomUUID } from 'node:crypto';
import { createDuePublications } from '../../domain/publishing/due';
import type { Publications } from '../../domain/publishing/publications';
import { createPublicationRuns } from '../../domain/publishing/runs';
import { startWechat, type WechatSimulator } from '../../simulators/publishing/wechat';
import { deliver } from '../../temporal/deliver';
import { TASK_QUEUE } from '../../workflows/contract';
import { eventually } from '../support/eventually';
import { gate } from '../support/gate';
import { jobPlatform, type JobPlatform } from '../support/job-platform';
import { accountsOn, newCreation, publicationsOn, testAdapters } from '../support/publishing';
import { startWorker, type TestWorker } from '../support/worker';

/** Others that come to what is being published: a platform that is slow is waited for, and nobody works beside it. */

const CREDENTIALS = { app_id: 'wx0123456789abcdef', app_secret: 'a secret of the account' };
const SUBMIT = '/cgi-bin/freepublish/submit';
const LOOK_UP = '/cgi-bin/freepublish/batchget';
const ADD_DRAFT = '/cgi-bin/draft/add';
/** The calls of these tests are held for longer than platforms are usually waited for. */
const PATIENCE_MS = 60_000;

let platform: JobPlatform;
let wechat: WechatSimulator;
let worker: TestWorker;
let owner: number;
let publications: Publications;

beforeAll(async () => {
  [platform, wechat] = await Promise.all([
    jobPlatform(),
    startWechat({ appId: CREDENTIALS.app_id, secret: CREDENTIALS.app_secret }),
  ]);
  const adapters = testAdapters(platform.clock, { wechat: wechat.url }, PATIENCE_MS);
  worker = await startWorker(platform, { publishing: adapters });
  const accounts = accountsOn(platform, adapters);
  publications = publicationsOn(platform, accounts, worker.artifacts);
  owner = await platform.newUser(0);
  await accounts.bind(owner, 'wechat', CREDENTIALS);
});
afterAll(async () => {
  await worker.stop();
  await Promise.all([platform.close(), wechat.close()]);
});

const called = (path: string) => wechat.calls.filter((each) => each === path).length;
const titlesOf = (name: string) =>
  wechat.posts.map(({ title }) => title).filter((title) => title.startsWith(name));
const statesOf = async (ids: readonly number[]) => {
  const found = await Promise.all(ids.map((id) => publications.get(id, owner)));
  return found.flatMap((each) => each?.targets.map(({ state }) => state) ?? []);
};

/** Orders publications for a time that comes when the clock is moved on; answers their ids. */
async function schedule(name: string, count: number, inMs: number): Promise<number[]> {
  const ids: number[] = [];
  for (let index = 0; index < count; index++) {
    const { id: creationId } = await newCreation(platform, owner, { title: `${name} ${index}` });
    const scheduledAt = new Date(platform.clock.now().getTime() + inMs);
    const wish = { ownerId: owner, creationId, platforms: ['wechat'] as const, scheduledAt };
    ids.push((await publications.create(wish)).publication.id);
  }
  return ids;
}

const start = (name: string, ...args: object[]) =>
  worker.client.workflow.start(name, { workflowId: randomUUID(), taskQueue: TASK_QUEUE, args });

/** Delivers what the outbox owes, as the relay does. */
async function relay(): Promise<number> {
  const entries = await platform.outbox.claim(100, 1_000, 0);
  for (const entry of entries) {
    await deliver(worker.client, entry);
    await platform.outbox.delivered(entry.id);
  }
  return entries.length;
}

test.each([
  ['the submission', SUBMIT],
  ['an upload', ADD_DRAFT],
])(
  'a batch that is held at %s is let be by the sweep: everything is posted once',
  async (name, path) => {
    const ids = await schedule(name, 22, 60 * 60_000);
    const release = gate();
    const before = called(path);
    const [drafts, submissions, lookUps] = [called(ADD_DRAFT), called(SUBMIT), called(LOOK_UP)];
    wechat.failNext(path, { kind: 'hold', released: release.passed });
    platform.advance(60 * 60_000);
    const batch = worker.client.workflow.getHandle(`publish-together/${ids[0]}`);
    await wechat.untilCalled(path, before + 1);
    platform.advance(11 * 60_000);
    expect(await (await start('sweepPublications')).result()).toMatchObject({ restarted: 0 });
    expect(await relay()).toBe(0);
    release.open();
    await batch.result();
    await eventually(async () => {
      await relay();
      expect(await statesOf(ids)).toEqual(ids.map(() => 'published'));
    }, 30_000);
    expect(titlesOf(name).toSorted()).toEqual([...new Set(titlesOf(name))].toSorted());
    expect(titlesOf(name)).toHaveLength(ids.length);
    expect([called(ADD_DRAFT) - drafts, called(SUBMIT) - submissions]).toEqual([ids.length, ids.length]);
    expect(called(LOOK_UP)).toBe(lookUps);
  },
  90_000,
);

test('of all who want a publication to go on, one starts a workflow for it', async () => {
  const { db, clock, outbox } = platform;
  const ids = await schedule('接手', 20, 24 * 60 * 60_000);
  const at = { now: () => new Date(clock.now().getTime() + 25 * 60 * 60_000) };
  const { entries } = await createDuePublications({ db, clock: at, outbox }).handOver();
  expect(entries).toMatchObject([{ payload: { publicationIds: ids } }]);
  await outbox.delivered(entries[0]!.id); // and was lost
  const runs = createPublicationRuns({ db, clock: at, outbox });
  const [id = 0] = ids;
  const [seen] = (await runs.overdue(0, 0, 100)).filter((each) => each.id === id);
  const batchId = seen!.batchId!;
  const all = [
    runs.runAgain(seen!),
    runs.goOnAlone(id, batchId),
    runs.goOnAlone(id, batchId),
    runs.runAgain(seen!),
  ];
  expect((await Promise.all(all)).filter(Boolean)).toHaveLength(1);
  expect(await runs.targetsOf(ids, batchId)).toHaveLength(ids.length - 1);
  expect(await runs.targetsOf(ids, 'publish-together/0')).toEqual([]);
  expect(await outbox.claim(100, 1_000, 0)).toMatchObject([{ workflowId: `publish/${id}` }]);
});

test('whoever else comes to a target in mid-submission waits for what comes of it', async () => {
  const [id] = await schedule('两个', 1, 60_000);
  const release = gate();
  const [submissions, lookUps] = [called(SUBMIT), called(LOOK_UP)];
  wechat.failNext(SUBMIT, { kind: 'hold', released: release.passed });
  platform.advance(61_000);
  await wechat.untilCalled(SUBMIT, submissions + 1);
  // As an operator may who thinks that it hangs.
  const second = await start('publish', { publicationId: id });
  await eventually(async () => {
    const { pendingActivities } = (await second.describe()).raw;
    // Beating, it has had the time to ask.
    expect(pendingActivities).toMatchObject([{ activityType: { name: 'lookUpTarget' } }]);
    expect(pendingActivities?.[0]?.lastHeartbeatTime).toBeTruthy();
  }, 15_000);
  expect(called(LOOK_UP)).toBe(lookUps);
  release.open();
  expect(await second.result()).toBe('published');
  expect(await worker.client.workflow.getHandle(`publish/${id}`).result()).toBe('published');
  expect(titlesOf('两个')).toHaveLength(1);
  expect(called(SUBMIT)).toBe(submissions + 1);
}, 60_000);
