import { randomUUID } from 'node:crypto';
import { createWorkerMetrics } from '../../activities/metrics';
import { createAudits } from '../../domain/audits';
import { openDatabase } from '../../domain/db/database';
import { inTransaction } from '../../domain/db/transaction';
import { HOLD_TTL_MS } from '../../domain/jobs/acceptance';
import { createIdentityEvents } from '../../domain/identity/events';
import { LINK_MS } from '../../domain/jobs/artifacts';
import type { WorkOrder } from '../../domain/jobs/jobs';
import { userAccount } from '../../domain/ledger/accounts';
import { TASK_QUEUE, type WorkflowName } from '../../workflows/contract';
import { jobPlatform, videoOrder, type JobPlatform } from '../support/job-platform';
import { recordHistory } from '../support/record-history';
import { blockingVideo } from '../support/renderers';
import { until } from '../support/studio-user';
import { startWorker, type TestWorker } from '../support/worker';

let platform: JobPlatform;
let worker: TestWorker;
// Each has books of its own, for a sweep and an audit look at all there is.
beforeEach(async () => {
  platform = await jobPlatform();
  worker = await startWorker(platform);
});
afterEach(async () => {
  await worker.stop();
  await platform.close();
});

/** The order of a job that costs nothing. */
function free(order: WorkOrder): WorkOrder {
  return { ...order, model: { ...order.model, creditsCost: 0n } };
}

const NOTHING = { released: 0, extended: 0, abandoned: 0, failed: 0 };

/** Runs a workflow as its Schedule does, and answers its result. */
async function run(name: WorkflowName, branch?: string): Promise<unknown> {
  const handle = await worker.client.workflow.start(name, {
    workflowId: randomUUID(),
    taskQueue: TASK_QUEUE,
    args: [],
  });
  try {
    return await handle.result();
  } finally {
    if (branch) await recordHistory(`${name}.${branch}`, handle);
  }
}

describe('the sweeper of holds', () => {
  test('leaves holds alone whose time is not over', async () => {
    await platform.jobs.accept(videoOrder(await platform.newUser(50)));
    expect(await run('sweepHolds')).toEqual(NOTHING);
  });

  test('gives more time to a job that runs, and to one that is still to be started', async () => {
    const videos = blockingVideo();
    worker.use({ videos });
    const user = await platform.newUser(120);
    const { job: runs, handle } = await worker.order(videoOrder(user));
    const { job: owed } = await platform.jobs.accept(videoOrder(user));
    await videos.rendering;
    platform.advance(HOLD_TTL_MS + 1000);
    expect(await run('sweepHolds')).toEqual({ ...NOTHING, extended: 2 });
    expect(await run('sweepHolds')).toEqual(NOTHING);
    expect(await platform.balance(user)).toEqual({ available: 20, held: 100 });
    expect(await platform.jobs.find(runs.id)).toMatchObject({ state: 'running' });
    expect(await platform.jobs.find(owed.id)).toMatchObject({ state: 'queued' });
    await handle.cancel();
    await worker.ended(runs.id);
  });

  test('a job whose workflow was terminated fails, and its hold is given back', async () => {
    const videos = blockingVideo();
    worker.use({ videos });
    const user = await platform.newUser(50);
    const { job, handle } = await worker.order(videoOrder(user));
    await videos.rendering;
    await handle.terminate('an operator wants it gone');
    expect(await platform.jobs.find(job.id)).toMatchObject({ state: 'running' });
    platform.advance(HOLD_TTL_MS + 1000);
    expect(await run('sweepHolds', 'done')).toMatchObject({ released: 1 });
    expect(await platform.jobs.find(job.id)).toMatchObject({ state: 'failed', reason: 'GENERATION_FAILED' });
    expect(await platform.balance(user)).toEqual({ available: 50, held: 0 });
    expect((await platform.ledger.audit()).violations).toEqual([]);
  });

  test('gives a hold back that belongs to no job', async () => {
    const user = await platform.newUser(50);
    for (const key of [`job/${randomUUID()}`, 'something/else']) {
      await platform.ledger.hold({
        key,
        account: userAccount(user),
        amount: 100n,
        reference: 'nobody',
        description: 'lost',
        expiresAt: platform.clock.now(),
      });
    }
    platform.advance(1000);
    expect(await run('sweepHolds')).toEqual({ ...NOTHING, released: 2 });
    expect(await platform.balance(user)).toEqual({ available: 50, held: 0 });
  });

  test('settles more holds than fit into one batch', async () => {
    await expiredHolds(230);
    expect(await run('sweepHolds')).toEqual({ ...NOTHING, released: 230 });
  });

  test('goes on past holds that cannot be settled, and tries them again later', async () => {
    const stuck = 30;
    for (let n = 0; n < stuck; n++) {
      const { outbox: entry } = await platform.jobs.accept(videoOrder(await platform.newUser(50)));
      await platform.outbox.delivered(entry!.id);
    }
    platform.advance(HOLD_TTL_MS + 1000);
    await expiredHolds(230);
    // Their workflows cannot be looked up; what belongs to no job needs no looking up.
    const { workflow } = worker.client;
    const lookup = workflow.getHandle.bind(workflow);
    const mock = vi.spyOn(workflow, 'getHandle').mockImplementation(((id: string) => {
      if (id.startsWith('video/')) throw new Error('the server is overloaded');
      return lookup(id);
    }) as never);
    const report = await run('sweepHolds');
    mock.mockRestore();
    expect(report).toEqual({ ...NOTHING, released: 230, failed: stuck });
    expect(await run('sweepHolds')).toEqual(NOTHING); // they are put off
    platform.advance(10 * 60_000 + 1000);
    expect(await run('sweepHolds')).toEqual({ ...NOTHING, released: stuck });
  });

  test('ends jobs without a hold whose workflow is gone, more than a page of them, and no others', async () => {
    const videos = blockingVideo();
    worker.use({ videos });
    const user = await platform.newUser(0);
    const runs = await worker.order(free(videoOrder(user)));
    await videos.rendering;
    const waits = await platform.jobs.accept(free(videoOrder(user)));
    for (let n = 0; n < 110; n++) {
      const { outbox: entry } = await platform.jobs.accept(free(videoOrder(user)));
      await platform.outbox.delivered(entry!.id);
    }
    expect(await run('sweepHolds')).toEqual(NOTHING); // they may be about to start
    platform.advance(HOLD_TTL_MS + 1000);
    const young = await platform.jobs.accept(free(videoOrder(user)));
    expect(await run('sweepHolds')).toEqual({ ...NOTHING, abandoned: 110 });
    for (const [{ job }, state] of [
      [runs, 'running'],
      [waits, 'queued'],
      [young, 'queued'],
    ] as const) {
      expect(await platform.jobs.find(job.id)).toMatchObject({ state });
    }
    await runs.handle.cancel();
    await worker.ended(runs.job.id);
  });

  async function expiredHolds(count: number): Promise<void> {
    const user = await platform.newUser(50);
    await Promise.all(
      Array.from({ length: count }, (_, i) =>
        platform.ledger.hold({
          key: `lost/${i}`,
          account: userAccount(user),
          amount: 1n,
          reference: 'nobody',
          description: 'lost',
          expiresAt: platform.clock.now(),
        }),
      ),
    );
    platform.advance(1000);
  }

  test('forgets idempotency keys after a day, a day before the links in their answers die', async () => {
    const claim = { scope: 'test', key: 'a', requestHash: 'a'.repeat(64) };
    await inTransaction(platform.db, (tx) => platform.idempotency.claim(claim, 'resource', tx));
    const day = 86_400_000;
    platform.advance(day - 60_000);
    await run('sweepHolds');
    expect(await platform.idempotency.recall(claim)).toEqual({ resourceId: 'resource' });
    expect(LINK_MS).toBe(2 * day);
    platform.advance(61_000);
    await run('sweepHolds');
    expect(await platform.idempotency.recall(claim)).toBeUndefined();
  });
});

describe('the sweeper of identity', () => {
  const DAY_MS = 86_400_000;
  const nothing = { sessions: 0, invitations: 0, codes: 0, tokens: 0, events: 0, anonymousEvents: 0 };
  const swept = { ...nothing, notifications: 0 };

  async function record(userId: number | null): Promise<void> {
    const place = { surface: 'studio', ip: '203.0.113.7', userAgent: 'a test' };
    await createIdentityEvents(platform).record({ userId, action: 'sign_in', place });
  }

  test('deletes what is kept no longer, and leaves the rest', async () => {
    const user = await platform.newUser(0);
    await record(null);
    await record(user);
    expect(await run('sweepIdentity')).toEqual(swept);
    platform.advance(30 * DAY_MS + 1000);
    await record(null);
    expect(await run('sweepIdentity', 'done')).toEqual({ ...swept, anonymousEvents: 1 });
    expect(await platform.count('identity_events')).toBe(2);
    platform.advance(365 * DAY_MS);
    await record(user);
    expect(await run('sweepIdentity')).toEqual({ ...swept, events: 2 });
    expect(await platform.count('identity_events')).toBe(1);
  });

  test('goes on where it was when the database was away for a moment', async () => {
    await record(null);
    platform.advance(30 * DAY_MS + 1000);
    const { db } = platform;
    const query = db.query.bind(db) as (...args: unknown[]) => Promise<never>;
    let failures = 0;
    const spy = vi.spyOn(db, 'query').mockImplementation((...args: unknown[]) => {
      if (String(args[0]).includes('identity_events') && failures++ === 0) throw new Error('away');
      return query(...args);
    });
    expect(await run('sweepIdentity')).toEqual({ ...swept, anonymousEvents: 1 });
    spy.mockRestore();
    expect(failures).toBeGreaterThan(1);
  });
});

describe('the sweeper of tasks', () => {
  test('removes the log of a task after its time, and leaves the rest', async () => {
    const user = await platform.newUser(0);
    const task = randomUUID();
    const now = platform.clock.now();
    await platform.db.query(
      `INSERT INTO tasks (id, owner_id, sandbox_id, cli, model, interface_type, title, created_at, updated_at)
       VALUES (?, ?, ?, 'codex', 'demo-text', 'openai_chat', 'a task', ?, ?)`,
      { replacements: [task, user, randomUUID(), now, now] },
    );
    await platform.db.query(
      "INSERT INTO task_events (task_id, seq, job_id, type, data, created_at) VALUES (?, 1, ?, 'text', '{}', ?)",
      { replacements: [task, randomUUID(), now] },
    );
    expect(await run('sweepTasks')).toEqual({ tasks: 0, events: 0 });
    platform.advance(30 * 86_400_000 + 1000);
    expect(await run('sweepTasks', 'done')).toEqual({ tasks: 1, events: 1 });
    expect(await platform.count('task_events')).toBe(0);
    expect(await platform.count('tasks')).toBe(1);
  });
});

describe('the audit of the ledger', () => {
  test('passes over honest books', async () => {
    const { job } = await worker.order(videoOrder(await platform.newUser(50)));
    await worker.ended(job.id);
    expect(await run('auditLedger', 'clean')).toEqual({
      checkedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
    });
    expect(await violations()).toContain('taskloom_ledger_violations 0');
  });

  test('keeps the figures of days that are over', async () => {
    await platform.newUser(0);
    await platform.db.query('UPDATE users SET created_at = UTC_TIMESTAMP(3) - INTERVAL 3 DAY');
    await run('auditLedger');
    // In the first hour of a day the one before it is open yet.
    expect(await platform.count('daily_figures')).toBeGreaterThanOrEqual(2);
    expect((await platform.ledger.audit()).violations).toEqual([]);
  });

  test('beats while it reads, however long that takes', async () => {
    const blocker = openDatabase({ url: platform.url, poolSize: 2 });
    const handle = await blocker.transaction(async (tx) => {
      await blocker.query('LOCK TABLES entries WRITE', { transaction: tx });
      const audit = await worker.client.workflow.start('auditLedger', {
        workflowId: randomUUID(),
        taskQueue: TASK_QUEUE,
        args: [],
      });
      await until(async () => {
        const [activity] = (await audit.describe()).raw.pendingActivities ?? [];
        return Boolean(activity?.lastHeartbeatTime);
      });
      await blocker.query('UNLOCK TABLES', { transaction: tx });
      return audit;
    });
    expect(await handle.result()).toEqual({ checkedAt: expect.any(String) });
    await blocker.close();
  });

  test('fails for every operator to see, logs and counts when a balance was tampered with', async () => {
    const user = await platform.newUser(50);
    await platform.db.query(`UPDATE accounts SET posted = posted + 1 WHERE owner = 'user:${user}'`);
    await expect(run('auditLedger', 'violated')).rejects.toMatchObject({
      cause: { type: 'LEDGER_VIOLATION', message: expect.stringContaining('breaks its rules') },
    });
    await until(() => Promise.resolve(worker.errors.length > 0));
    expect(worker.errors).toContainEqual(
      expect.objectContaining({ msg: 'the ledger breaks its rules', violations: expect.any(Array) }),
    );
    expect(await violations()).not.toContain('taskloom_ledger_violations 0');

    // The alarm stands in every worker, and after a restart.
    const other = createWorkerMetrics({ outbox: platform.outbox, audits: createAudits(platform) });
    expect(await other.registry.getSingleMetricAsString('taskloom_ledger_violations')).toBe(
      await violations(),
    );
  });

  const violations = () => worker.metrics.registry.getSingleMetricAsString('taskloom_ledger_violations');
});
