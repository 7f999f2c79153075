import { randomUUID } from 'node:crypto';
import pino from 'pino';
import { createOutboxRelay } from '../../activities/outbox-relay';
import { inTransaction } from '../../domain/db/transaction';
import { createOutbox, type Effect, type OutboxEntry } from '../../domain/outbox';
import { createDispatch, deliver } from '../../temporal/deliver';
import { jobPlatform, videoOrder, type JobPlatform } from '../support/job-platform';
import { freshNamespace, type TestNamespace } from '../support/temporal';

const LEASE_MS = 30_000;
const logger = pino({ level: 'silent' });

let platform: JobPlatform;
let temporal: TestNamespace;
beforeAll(async () => {
  [platform, temporal] = await Promise.all([jobPlatform(20), freshNamespace()]);
});
afterAll(() => Promise.all([platform.close(), temporal.close()]));
afterEach(() => platform.db.query('DELETE FROM outbox'));

const add = (effect: Effect) => inTransaction(platform.db, (tx) => platform.outbox.add(effect, tx));

function start(id = `video/${randomUUID()}`): Effect {
  return {
    effect: 'start',
    name: 'generateVideo',
    workflowId: id,
    payload: { jobId: id },
    labels: { kind: 'video', owner: 'user:1', surface: 'studio', summary: 'video,\n30 s' },
  };
}

const signal = (workflowId: string): Effect => ({ effect: 'signal', name: 'paid', workflowId, payload: {} });

describe('the outbox', () => {
  test('an entry comes back as it went in, and is gone once delivered', async () => {
    const entry = await add(start());
    const [claimed] = await platform.outbox.claim(10, LEASE_MS, 0);
    expect(claimed).toEqual(entry);
    expect(await platform.outbox.owes(entry.workflowId)).toBe(true);
    await platform.outbox.delivered(entry.id);
    expect(await platform.outbox.owes(entry.workflowId)).toBe(false);
    expect(await platform.outbox.backlog()).toEqual({ entries: 0, oldestMs: 0 });
  });

  test('a rolled back transaction owes nothing', async () => {
    const undone = inTransaction(platform.db, async (tx) => {
      await platform.outbox.add(start(), tx);
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    expect(await platform.outbox.claim(10, LEASE_MS, 0)).toEqual([]);
  });

  test('many that claim at once never share an entry, and a lease that ends gives it back', async () => {
    const added = await Promise.all(Array.from({ length: 40 }, () => add(start())));
    const claims = await Promise.all(Array.from({ length: 8 }, () => platform.outbox.claim(10, LEASE_MS, 0)));
    const claimed = claims.flat().map(({ id }) => id);
    expect(new Set(claimed).size).toBe(claimed.length);
    claimed.push(...(await platform.outbox.claim(40, LEASE_MS, 0)).map(({ id }) => id));
    expect(claimed.sort()).toEqual(added.map(({ id }) => id).sort());
    expect(await platform.outbox.claim(40, LEASE_MS, 0)).toEqual([]);
    platform.advance(LEASE_MS);
    expect(await platform.outbox.claim(100, LEASE_MS, 0)).toHaveLength(40);
  });

  test('whoever claims takes its share of a backlog and leaves the rest to others, longest due first', async () => {
    const added = [];
    for (let n = 0; n < 30; n++) {
      added.push((await add(start())).id);
      platform.advance(10);
    }
    // The first is stopped between choosing its entries and letting go of them.
    const { db, clock } = platform;
    let chosen!: () => void, goOn!: () => void;
    const hasChosen = new Promise<void>((resolve) => (chosen = resolve));
    const mayGoOn = new Promise<void>((resolve) => (goOn = resolve));
    const slowly = new Proxy(db, {
      get(target, name) {
        const member = Reflect.get(target, name) as unknown;
        if (typeof member !== 'function') return member;
        return async (...args: unknown[]) => {
          if (name === 'query' && String(args[0]).startsWith('UPDATE outbox')) {
            chosen();
            await mayGoOn;
          }
          return (member as (...all: unknown[]) => unknown).apply(target, args);
        };
      },
    });
    const first = createOutbox({ db: slowly, clock }).claim(10, LEASE_MS, 0);
    await hasChosen;
    const second = await platform.outbox.claim(10, LEASE_MS, 0);
    goOn();
    expect((await first).map(({ id }) => id).sort()).toEqual(added.slice(0, 10).sort());
    expect(second.map(({ id }) => id).sort()).toEqual(added.slice(10, 20).sort());
  });

  test('a young entry is left to the process that wrote it', async () => {
    await add(start());
    expect(await platform.outbox.claim(10, LEASE_MS, 60_000)).toEqual([]);
    platform.advance(60_000);
    expect(await platform.outbox.claim(10, LEASE_MS, 60_000)).toHaveLength(1);
  });

  test('a failing entry is put off, longer each time, and never given up', async () => {
    const { id } = await add(start());
    let now = platform.clock.now().getTime();
    const outbox = createOutbox({ db: platform.db, clock: { now: () => new Date(now) } });
    const waits: number[] = [];
    for (let failures = 0; failures < 12; failures++) {
      await outbox.failed(id, 'no connection '.repeat(50));
      let seconds = 0;
      for (; (await outbox.claim(1, 0, 0)).length === 0; seconds++) now += 1000;
      waits.push(seconds);
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300]);
  });
});

describe('delivery', () => {
  test('a start that is delivered many times at once starts the workflow once, findable and summarised', async () => {
    const entry = await add(start());
    const answers = await Promise.all(Array.from({ length: 5 }, () => deliver(temporal.client, entry)));
    expect(answers.filter((answer) => answer === 'started')).toHaveLength(1);
    expect(answers.filter((answer) => answer === 'already started')).toHaveLength(4);
    const handle = temporal.client.workflow.getHandle(entry.workflowId);
    const description = await handle.describe();
    expect(await description.staticSummary()).toBe('video, 30 s');
    expect(description.searchAttributes).toMatchObject({
      TaskloomKind: ['video'],
      TaskloomOwner: ['user:1'],
      TaskloomSurface: ['studio'],
      TaskloomState: ['running'],
    });
    await handle.terminate();
    expect(await deliver(temporal.client, entry)).toBe('already started');
  });

  test('a signal to a workflow that ended or never was harms nobody', async () => {
    expect(await deliver(temporal.client, await add(signal(`payment/${randomUUID()}`)))).toBe('gone');
    const started = await add(start());
    await deliver(temporal.client, started);
    expect(await deliver(temporal.client, await add(signal(started.workflowId)))).toBe('signalled');
    await temporal.client.workflow.getHandle(started.workflowId).terminate();
    expect(await deliver(temporal.client, await add(signal(started.workflowId)))).toBe('gone');
  });

  test('what a crashed process owed is delivered by several relays, once', async () => {
    const user = await platform.newUser(500);
    const accepted = await Promise.all(
      Array.from({ length: 10 }, () => platform.jobs.accept(videoOrder(user))), // and nobody delivers
    );
    platform.advance(5000);
    const relays = Array.from({ length: 3 }, () => relay());
    await Promise.all(relays.map(({ sweep }) => sweep()));
    expect(await platform.count('outbox')).toBe(0);
    for (const { job } of accepted) {
      const { status } = await temporal.client.workflow.getHandle(`video/${job.id}`).describe();
      expect(status.name).toBe('RUNNING');
    }
  });

  test('the writer delivers right after its commit; when that fails, the relay does it later', async () => {
    const failures: OutboxEntry[] = [];
    const away = temporal.client.withDeadline.bind(temporal.client, Date.now() - 1);
    const dispatch = createDispatch({
      client: temporal.client,
      outbox: platform.outbox,
      onFailure: (entry) => failures.push(entry),
    });
    const [now, later] = [await add(start()), await add(start())];
    await dispatch(now);
    await away(() => dispatch(later));
    await dispatch(null);
    expect(failures).toEqual([later]);
    expect(await platform.outbox.owes(now.workflowId)).toBe(false);
    platform.advance(5000);
    await relay().sweep();
    expect(await platform.outbox.owes(later.workflowId)).toBe(false);
    expect(await deliver(temporal.client, later)).toBe('already started');
  });

  test('a relay that cannot deliver puts the entry off and counts it', async () => {
    const entry = await add({ ...signal('x'), name: 'paid', workflowId: 'x'.repeat(2000).slice(0, 100) });
    platform.advance(5000);
    const failed: string[] = [];
    const gone = { ...temporal.client, withDeadline: () => Promise.reject(new Error('no connection')) };
    await createOutboxRelay({
      outbox: platform.outbox,
      client: gone as unknown as typeof temporal.client,
      logger,
      onFailure: (name) => failed.push(name),
    }).sweep();
    expect(failed).toEqual(['paid']);
    expect(await platform.outbox.owes(entry.workflowId)).toBe(true);
    expect(await platform.outbox.claim(1, LEASE_MS, 0)).toEqual([]);
  });

  test('a running relay picks up what comes, and stops when told', async () => {
    const running = relay(5);
    running.start();
    const { workflowId } = await add(start());
    const handle = temporal.client.workflow.getHandle(workflowId);
    await until(async () => !(await platform.outbox.owes(workflowId)));
    expect((await handle.describe()).status.name).toBe('RUNNING');
    await running.stop();
  });
});

function relay(intervalMs?: number) {
  const { outbox } = platform;
  const quick = intervalMs === undefined ? {} : { intervalMs };
  return createOutboxRelay({ outbox, client: temporal.client, logger, onFailure: () => undefined, ...quick });
}

/** Looks until it is so; the test's own time-out ends what never is. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise(setImmediate);
}
