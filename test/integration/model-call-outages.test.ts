import { layCable, type Cable } from '../support/cable';
import { required } from '../support/environment';
import { eventually } from '../support/eventually';
import { faultyGateway, type FaultyGateway } from '../support/faulty-upstreams';
import { CALLERS, expectFailure, type ModelCaller } from '../support/model-callers';
import type { KeyHolder } from '../support/model-gateway';

/** What becomes of model calls while the database, or Redis, is away. */

let gateway: FaultyGateway;
let database: Cable;
let redis: Cable;
const models = new Map<ModelCaller, string>();
const [chat] = CALLERS as [ModelCaller];

beforeAll(async () => {
  const [mysqlAt, redisAt] = ['TASKLOOM_TEST_DATABASE_URL', 'TASKLOOM_TEST_REDIS_URL'].map(
    (name) => new URL(required(name)),
  ) as [URL, URL];
  database = await layCable({ host: mysqlAt.hostname, port: Number(mysqlAt.port) });
  redis = await layCable({ host: redisAt.hostname, port: Number(redisAt.port) });
  gateway = await faultyGateway({
    databaseUrl: (url) => through(database, url),
    redisUrl: through(redis, redisAt.href),
  });
  for (const caller of CALLERS) models.set(caller, (await gateway.offer([{ type: caller.channel }])).name);
});
afterAll(async () => {
  await gateway.close();
  await database.remove();
  await redis.remove();
});

function through({ host, port }: Cable, url: string): string {
  const address = new URL(url);
  address.host = `${host}:${port}`;
  return address.href;
}

function ask(holder: KeyHolder, caller: ModelCaller, stream: boolean): Promise<Response> {
  const model = models.get(caller) ?? '';
  return holder.call(caller.path(model, stream), caller.body(model, { stream, said: 'Tell me' }));
}

test('without MySQL the calls that run are answered whole, and charged once when it is back', async () => {
  const words = 'one two three four five six seven eight';
  const running = await Promise.all(
    CALLERS.map(async (caller) => {
      gateway.simulator.script({ text: words, delayMs: 100 }, caller.protocol);
      const holder = await gateway.keyHolder();
      return { caller, holder, answer: await ask(holder, caller, true) };
    }),
  );
  database.cut();
  for (const { caller, answer } of running) {
    const text = await answer.text();
    expect([caller.words(text, true), caller.isEnded(text)]).toEqual([words, true]);
  }
  for (const { holder } of running) {
    expect(await gateway.callsOf(holder)).toEqual([]);
    expect((await holder.user.balance()).held).toBeGreaterThan(0);
  }
  database.mend();
  for (const { holder } of running) {
    const call = await gateway.onlyCall(holder);
    expect(call).toMatchObject({ status: 'succeeded', usage_source: 'reported' });
    expect(call.cost).toBeGreaterThan(0);
  }
  expect(gateway.logged.some(({ msg }) => msg === 'a call waits for the database')).toBe(true);
});

test('without MySQL new calls are told to come back, and ask no upstream', async () => {
  const holder = await gateway.keyHolder();
  await (await ask(holder, chat, false)).text();
  const before = gateway.simulator.requests.length;
  database.cut();
  gateway.advance(1_000); // what is known of keys is too old to go by
  for (const caller of CALLERS) await expectFailure(await ask(holder, caller, true), caller, 'unavailable');
  expect(gateway.simulator.requests).toHaveLength(before);
  database.mend();
  for (const caller of CALLERS) {
    await eventually(async () => expect((await ask(holder, caller, false)).status).toBe(200));
  }
});

test('a call whose money is set aside while MySQL comes back waits for it', async () => {
  const holder = await gateway.keyHolder();
  await (await ask(holder, chat, false)).text();
  database.hold(); // the key is known, and so is the configuration; only the hold hangs
  const waiting = ask(holder, chat, true);
  database.cut();
  database.release();
  database.mend();
  expect([200, 503]).toContain((await waiting).status);
  await eventually(async () => expect((await holder.user.balance()).held).toBe(0));
});

test('without Redis calls go on, and this process’s own limits hold', async () => {
  const holder = await gateway.keyHolder(100, { requestsPerMinute: 3, maxConcurrency: 1 });
  const narrow = await gateway.offer([{ type: 'openai', requestsPerMinute: 2 }]);
  const second = await gateway.keyHolder();
  expect((await ask(holder, chat, false)).status).toBe(200);
  redis.hold();
  const waiting = ask(holder, chat, false);
  await eventually(() => expect(gateway.redis.isReady).toBe(true));
  redis.cut();
  redis.release();
  expect((await waiting).status).toBe(200);
  gateway.simulator.script({ text: 'one two three', delayMs: 200 });
  const open = await ask(holder, chat, true);
  await expectFailure(await ask(holder, chat, true), chat, 'limited');
  expect(chat.isEnded(await open.text())).toBe(true);
  const statuses = [];
  for (let turn = 0; turn < 3; turn++) statuses.push((await ask(holder, chat, false)).status);
  expect(statuses).toContain(429);
  const toNarrow = () =>
    second.call(chat.path(narrow.name, false), chat.body(narrow.name, { stream: false }));
  expect([(await toNarrow()).status, (await toNarrow()).status]).toEqual([200, 200]);
  await expectFailure(await toNarrow(), chat, 'unavailable');
  redis.mend();
  await eventually(async () => {
    const other = await gateway.keyHolder();
    expect((await ask(other, chat, false)).status).toBe(200);
  });
});

test('the books hold', async () => {
  await eventually(async () => expect(await gateway.complaints()).toEqual([]));
});
