import { createSandboxHosts, type SandboxHosts } from '../../domain/sandboxes/hosts';
import { createSandboxKeeping } from '../../domain/sandboxes/keeping';
import { createTaskOrders } from '../../domain/tasks/acceptance';
import { createTaskQueue } from '../../domain/tasks/queue';
import { createTasks } from '../../domain/tasks/tasks';
import { createTurns } from '../../domain/tasks/turns';
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
    seen: (slots: number) => hosts.seen({ id: 'here', driver: 'bubblewrap', slots, address: '' }),
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

/** Has so many tasks of a user's wait, which more than one user may have at once. */
async function manyTasks(owner: number, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let left = count; left > 0; left -= 200) {
    const other = await world.newUser();
    for (let n = 0; n < Math.min(left, 200); n++) ids.push(await world.newTask(other));
    for (const table of ['tasks', 'task_turns', 'jobs', 'sandboxes']) {
      await platform.db.query(`UPDATE ${table} SET owner_id = ${owner} WHERE owner_id = ${other}`);
    }
  }
  return ids;
}

const positions = (owner: number, ids: readonly string[]) =>
  Promise.all(ids.map(async (id) => (await world.task(owner, id)).position));

test('who comes after one with six hundred turns that wait has the next place, and is shown so', async () => {
  const [ada, bob] = [await world.newUser(), await world.newUser()];
  await world.seen(2);
  const many = await manyTasks(ada, 602);
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
