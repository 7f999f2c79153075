import { QueryTypes } from 'sequelize';
import { createSandboxHosts, type SandboxHosts } from '../../domain/sandboxes/hosts';
import { DEFAULT_IMAGE, type ImageName } from '../../domain/sandboxes/images';
import { createSandboxKeeping } from '../../domain/sandboxes/keeping';
import { createTaskOrders } from '../../domain/tasks/acceptance';
import { createFollowUps } from '../../domain/tasks/follow-up';
import { createTaskQueue } from '../../domain/tasks/queue';
import { createTasks } from '../../domain/tasks/tasks';
import { createTurns } from '../../domain/tasks/turns';
import { newUsers } from '../support/many-users';
import { jobPlatform, type JobPlatform } from '../support/job-platform';

/** The queue by itself: which place those that wait are shown, and that it is the one that they get. */

let platform: JobPlatform;
let world: ReturnType<typeof queueOf>;

beforeEach(async () => {
  platform = await jobPlatform(20);
  world = queueOf(platform);
});

afterEach(() => platform.close());

function queueOf({ db, clock, ledger, outbox, newUser }: JobPlatform) {
  const sandboxes = createSandboxKeeping({ db, clock, outbox, idleMs: 600_000 });
  const turns = createTurns({
    ...{ db, clock, ledger },
    announce: () => undefined,
    announceLog: () => undefined,
  });
  const tasks = createTasks({ db, clock, outbox, turns, sandboxes });
  const orders = createTaskOrders({ db, clock, ledger, hourPrice: 0n });
  const hosts: SandboxHosts = createSandboxHosts({ db, clock, outbox });
  return {
    admit: () => createTaskQueue({ db, clock, outbox }).admit(),
    seen: (slots: number, images: readonly ImageName[] = [DEFAULT_IMAGE], id = 'here') =>
      hosts.seen({ id, instance: 'one', driver: 'bubblewrap', slots, address: '', images }),
    newUser: () => newUser(0),
    async newTask(owner: number, image = 'default'): Promise<string> {
      const { task } = await orders.accept({
        ...{ owner, plan: 'ultra', cli: 'codex', interfaceType: 'openai_chat', prompt: 'hello', image },
        model: { name: 'demo-text', priceVersion: 1 },
        ...{ systemPrompt: null, maxTokens: null, temperature: null, seconds: null },
        ...{ repository: null, branch: null, archiveId: null, budget: 0n },
      });
      return task.id;
    },
    task: tasks.get,
    stateOf: async (owner: number, id: string) =>
      (await sandboxes.get((await tasks.get(owner, id)).task.sandboxId)).state,
    extend: async (owner: number, id: string, until: Date) =>
      sandboxes.extend((await tasks.get(owner, id)).task.sandboxId, until),
    expiryOf: async (owner: number, id: string) =>
      (await sandboxes.get((await tasks.get(owner, id)).task.sandboxId)).expiresAt,
    /** Has a task go on, in its sandbox. */
    followUp: (owner: number, taskId: string) =>
      createFollowUps({ db, clock, ledger, hourPrice: 0n }).accept({
        ...{ owner, taskId, plan: 'ultra', priceVersion: 1, prompt: 'more', budget: 0n, seconds: 600 },
      }),
    /** Has the turn of a task do its work in a second, and its sandbox stay. */
    async idle(owner: number, id: string): Promise<void> {
      const { turn, task } = await tasks.get(owner, id);
      await sandboxes.ready(task.sandboxId);
      await turns.begin(turn.jobId);
      platform.advance(1_000);
      await turns.end(turn.jobId, { state: 'succeeded' }, 0n);
      await turns.leaveQueue(turn.jobId);
      await sandboxes.letGo(task.sandboxId, turn.jobId);
    },
    /** Has the turn of a task do its work in a minute, and its sandbox end. */
    async work(owner: number, id: string): Promise<void> {
      const { turn, task } = await tasks.get(owner, id);
      await turns.begin(turn.jobId);
      platform.advance(60_000);
      await turns.end(turn.jobId, { state: 'succeeded' }, 0n);
      await sandboxes.gone(task.sandboxId, { goneAt: clock.now() });
    },
  };
}

/** Has so many tasks of a user's wait, which are more than one user may have at once; the longest waiting first. */
async function manyTasks(owner: number, count: number): Promise<string[]> {
  const { db } = platform;
  const others = await newUsers(db, Math.ceil(count / 50));
  const each = async (other: number, first: number) => {
    for (let n = first; n < Math.min(first + 50, count); n++) await world.newTask(other);
  };
  await Promise.all(others.map((other, index) => each(other, 50 * index)));
  for (const table of ['tasks', 'task_turns', 'jobs', 'sandboxes']) {
    await db.query(`UPDATE ${table} SET owner_id = ?`, { replacements: [owner] });
  }
  const query = 'SELECT task_id AS id FROM task_turns ORDER BY created_at, job_id';
  return (await db.query<{ id: string }>(query, { type: QueryTypes.SELECT })).map(({ id }) => id);
}

const positions = (owner: number, ids: readonly string[]) =>
  Promise.all(ids.map(async (id) => (await world.task(owner, id)).position));

test('who comes after one with six hundred turns that wait has the next place, and is shown so', async () => {
  const [ada, bob] = [await world.newUser(), await world.newUser()];
  const many = await manyTasks(ada, 602);
  await world.seen(2);
  await world.admit();
  expect(await positions(ada, [...many.slice(0, 4), many.at(-1)!])).toEqual([null, null, 1, 2, 600]);

  const one = await world.newTask(bob);
  expect(await positions(bob, [one])).toEqual([1]);
  expect(await positions(ada, [many[2]!, many.at(-1)!])).toEqual([2, 601]);
  await world.work(ada, many[0]!);
  await world.seen(2);
  await world.admit();
  expect(await positions(bob, [one])).toEqual([null]);
  expect(await positions(ada, [many[2]!, many.at(-1)!])).toEqual([1, 600]);
}, 120_000);

test('places are given in the order that is shown', async () => {
  const users = [await world.newUser(), await world.newUser(), await world.newUser()];
  const mine = new Map<string, number>();
  // The first has asked for all of theirs before the others come.
  for (const [index, owner] of users.entries()) {
    for (let n = 0; n < 3 - index; n++) mine.set(await world.newTask(owner), owner);
  }
  const shown = async () =>
    Promise.all(
      [...mine].map(async ([id, owner]) => ({ id, place: (await world.task(owner, id)).position })),
    );
  const order = (await shown()).sort((a, b) => a.place! - b.place!).map(({ id }) => id);
  expect(order.map((id) => users.indexOf(mine.get(id)!))).toEqual([0, 1, 2, 0, 1, 0]);
  for (let slots = 1; slots <= order.length; slots++) {
    await world.seen(slots);
    await world.admit();
    const waiting = (await shown()).filter(({ place }) => place !== null).map(({ id }) => id);
    expect(order.filter((id) => waiting.includes(id))).toEqual(order.slice(slots));
  }
});

test('what no machine can make has the last places, and takes none of its user', async () => {
  const [ada, bob] = [await world.newUser(), await world.newUser()];
  await world.seen(1);
  const [exotic, plain] = [await world.newTask(ada, 'exotic'), await world.newTask(ada)];
  const other = await world.newTask(bob);
  expect(await positions(ada, [exotic, plain])).toEqual([3, 1]);
  expect(await positions(bob, [other])).toEqual([2]);
  await world.admit();
  expect(await positions(ada, [exotic, plain])).toEqual([2, null]);
  expect(await positions(bob, [other])).toEqual([1]);
});

test('a machine that has no image yet gets no tasks', async () => {
  const ada = await world.newUser();
  const id = await world.newTask(ada);
  await world.seen(1, []);
  expect(await world.admit()).toEqual([]);
  await world.seen(1);
  await world.admit();
  expect(await positions(ada, [id])).toEqual([null]);
});

test('a machine that has not been seen lately gives no places, and no estimate', async () => {
  const ada = await world.newUser();
  await world.seen(1);
  const first = await world.newTask(ada);
  await world.admit();
  await world.work(ada, first);
  const [second, third] = [await world.newTask(ada), await world.newTask(ada)];
  await world.seen(1);
  expect(await world.task(ada, third)).toMatchObject({ position: 2, estimateSeconds: 120 });

  platform.advance(15_000);
  expect(await world.admit()).toEqual([]);
  expect(await world.task(ada, second)).toMatchObject({ position: 1, estimateSeconds: null });
  await world.seen(1);
  await world.admit();
  expect(await world.task(ada, second)).toMatchObject({ position: null });
  expect(await world.task(ada, third)).toMatchObject({ position: 1, estimateSeconds: 60 });
});

test('what nobody works in gives way to who waits, and last what somebody has asked to stay', async () => {
  const [ada, bob] = [await world.newUser(), await world.newUser()];
  await world.seen(2);
  const [extended, plain] = [await world.newTask(ada), await world.newTask(ada)];
  await world.admit();
  await world.idle(ada, extended);
  await world.idle(ada, plain);
  await world.extend(ada, extended, new Date(platform.clock.now().getTime() + 3_600_000));
  await world.newTask(bob);
  await world.seen(2);
  await world.admit();
  expect(await world.stateOf(ada, plain)).toBe('stopping');
  expect(await world.stateOf(ada, extended)).toBe('ready');
  await world.newTask(bob);
  await world.admit();
  expect(await world.stateOf(ada, extended)).toBe('stopping');
});

test('only so many give way as wait for their machine, whatever waits for another', async () => {
  const [ada, bob] = [await world.newUser(), await world.newUser()];
  const exotic = { name: 'exotic', tag: 'latest' };
  await world.seen(2, [exotic], 'there');
  const old = [await world.newTask(ada, 'exotic'), await world.newTask(ada, 'exotic')];
  await world.admit();
  for (const id of old) await world.idle(ada, id);
  await world.seen(1);
  await world.seen(2, [exotic], 'there');
  await world.newTask(ada);
  await world.admit();
  // Two wait for this machine, where somebody is at work, and one for that.
  for (const image of ['default', 'default', 'exotic']) await world.newTask(bob, image);
  await world.admit();
  expect([await world.stateOf(ada, old[0]!), await world.stateOf(ada, old[1]!)]).toEqual([
    'stopping',
    'ready',
  ]);
});

test('a turn that goes on in its sandbox has all its time from when it begins', async () => {
  const ada = await world.newUser();
  await world.seen(1);
  const id = await world.newTask(ada);
  await world.admit();
  await world.idle(ada, id);
  // Until shortly before its time is over.
  const ends = await world.expiryOf(ada, id);
  platform.advance(ends.getTime() - platform.clock.now().getTime() - 60_000);
  await world.followUp(ada, id);
  const accepted = await world.expiryOf(ada, id);
  platform.advance(1_800_000);
  await world.seen(1);
  await world.admit();
  const moved = (await world.expiryOf(ada, id)).getTime() - accepted.getTime();
  expect(moved).toBeGreaterThanOrEqual(1_800_000);
});
