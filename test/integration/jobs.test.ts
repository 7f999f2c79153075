import { randomUUID } from 'node:crypto';
import { inTransaction } from '../../domain/db/transaction';
import { isAppError } from '../../domain/errors';
import { isEnd } from '../../domain/jobs/job';
import { jobPlatform, deckOrder, videoOrder, type JobPlatform } from '../support/job-platform';

const REQUEST = 'a'.repeat(64);
const OTHER_REQUEST = 'b'.repeat(64);
const RESULT = { artifactId: randomUUID(), demo: false };

let platform: JobPlatform;
beforeAll(async () => {
  platform = await jobPlatform(30);
});
afterAll(() => platform.close());

const claim = (key: string, requestHash = REQUEST) => ({ scope: 'test/video', key, requestHash });

/** What was told of a job, in the order in which it was. */
const announcedOf = ({ id }: { readonly id: string }) =>
  platform.announced.filter(({ jobId }) => jobId === id).map(({ seq, type }) => ({ seq, type }));

describe('accepting work', () => {
  test('of a hundred orders at once, credits for three buy exactly three', async () => {
    const user = await platform.newUser(170);
    const outcomes = await Promise.allSettled(
      Array.from({ length: 100 }, () => platform.jobs.accept(videoOrder(user))),
    );
    const accepted = outcomes.filter(({ status }) => status === 'fulfilled');
    const refused = outcomes.filter(
      (outcome) => outcome.status === 'rejected' && isAppError(outcome.reason, 'INSUFFICIENT_CREDITS'),
    );
    expect([accepted.length, refused.length]).toEqual([3, 97]);
    expect(await platform.balance(user)).toEqual({ available: 20, held: 150 });
  });

  test('an order that credits do not cover leaves nothing behind, and its key can be used again', async () => {
    const user = await platform.newUser(49);
    const tables = ['jobs', 'job_events', 'creations', 'outbox', 'idempotency_keys', 'holds'];
    const before = await Promise.all(tables.map((table) => platform.count(table)));
    const key = claim(randomUUID());
    await expect(platform.jobs.accept(videoOrder(user, key))).rejects.toMatchObject({
      code: 'INSUFFICIENT_CREDITS',
      details: { required: '50', available: '49' },
    });
    expect(await Promise.all(tables.map((table) => platform.count(table)))).toEqual(before);
    expect(await platform.idempotency.recall(key)).toBeUndefined();
    expect(await platform.jobs.accept(deckOrder(user, key))).toMatchObject({ repeated: false });
  });

  test('one idempotency key sent twenty times at once is one job and one hold', async () => {
    const user = await platform.newUser(500);
    const key = claim(randomUUID());
    const acceptances = await Promise.all(
      Array.from({ length: 20 }, () => platform.jobs.accept(videoOrder(user, key))),
    );
    expect(new Set(acceptances.map(({ job }) => job.id)).size).toBe(1);
    expect(new Set(acceptances.map(({ creationId }) => creationId)).size).toBe(1);
    expect(acceptances.filter(({ repeated }) => !repeated)).toHaveLength(1);
    expect(acceptances.filter(({ outbox }) => outbox !== null)).toHaveLength(1);
    expect(await platform.balance(user)).toEqual({ available: 450, held: 50 });
  });

  test('a key that was used for another request is refused, and nothing is held', async () => {
    const user = await platform.newUser(500);
    const key = randomUUID();
    await platform.jobs.accept(videoOrder(user, claim(key)));
    await expect(platform.jobs.accept(videoOrder(user, claim(key, OTHER_REQUEST)))).rejects.toMatchObject({
      code: 'IDEMPOTENCY_CONFLICT',
    });
    expect(await platform.balance(user)).toEqual({ available: 450, held: 50 });
  });

  test('the job is queued with its input as it was given, and its start is owed with ids only', async () => {
    const user = await platform.newUser(50);
    const { job, outbox } = await platform.jobs.accept(videoOrder(user));
    expect(await platform.jobs.findOwned(job.id, user)).toEqual(job);
    expect(await platform.jobs.findOwned(job.id, user + 1)).toBeUndefined();
    expect(job).toMatchObject({ state: 'queued', input: { script: expect.stringContaining('🌅') } });
    expect(outbox).toMatchObject({
      effect: 'start',
      name: 'generateVideo',
      workflowId: `video/${job.id}`,
      payload: { jobId: job.id },
      labels: { kind: 'video', owner: `user:${user}`, surface: 'studio', summary: 'video, 2 s' },
    });
    expect(await platform.jobs.events(job.id, 0, 10)).toMatchObject([{ seq: 1, type: 'queued' }]);
  });
});

describe('the life of a job', () => {
  test('events are numbered without a gap however many write at once', async () => {
    const user = await platform.newUser(50);
    const { job } = await platform.jobs.accept(videoOrder(user));
    await platform.jobs.started(job.id);
    await Promise.all(
      Array.from({ length: 60 }, (_, i) => platform.jobs.progress(job.id, (i * 37) % 100, { step: 'scene' })),
    );
    await Promise.all([platform.jobs.succeed(job.id, RESULT), platform.jobs.succeed(job.id, RESULT)]);
    const events = await platform.jobs.events(job.id, 0, 1000);
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, i) => i + 1));
    expect(events.map(({ type }) => type)).toEqual([
      'queued',
      'started',
      ...events.slice(2, -1).map(() => 'progress'),
      'succeeded',
    ]);
    const percents = events.filter(({ type }) => type === 'progress').map(({ data }) => data['percent']);
    expect(percents).toEqual([...new Set(percents)].sort((a, b) => Number(a) - Number(b)));
    expect(await platform.jobs.find(job.id)).toMatchObject({ lastSeq: events.length, progress: 100 });
    const told = announcedOf(job).sort((a, b) => a.seq - b.seq);
    expect(told).toEqual(events.map(({ seq, type }) => ({ seq, type })));
  });

  test('a success is charged once, however often it is told', async () => {
    const user = await platform.newUser(120);
    const { job } = await platform.jobs.accept(videoOrder(user));
    await platform.jobs.started(job.id);
    await Promise.all(Array.from({ length: 10 }, () => platform.jobs.succeed(job.id, RESULT)));
    expect(await platform.jobs.giveUp(job.id, { state: 'cancelled' })).toMatchObject({ state: 'succeeded' });
    expect(await platform.balance(user)).toEqual({ available: 70, held: 0 });
    expect(await platform.jobs.find(job.id)).toMatchObject({ state: 'succeeded', charged: 5_000_000_000n });
    expect(announcedOf(job).map(({ type }) => type)).toEqual(['queued', 'started', 'succeeded']);
  });

  test('a failure gives the hold back once, and its job is never worked on or charged again', async () => {
    const user = await platform.newUser(120);
    const { job } = await platform.jobs.accept(videoOrder(user));
    const ending = { state: 'failed', reason: 'STORAGE_FULL' } as const;
    await Promise.all(Array.from({ length: 10 }, () => platform.jobs.giveUp(job.id, ending)));
    expect(await platform.jobs.find(job.id)).toMatchObject({ ...ending, charged: 0n });
    await expect(platform.jobs.started(job.id)).rejects.toMatchObject({ code: 'HOLD_RESOLVED' });
    await expect(platform.jobs.succeed(job.id, RESULT)).rejects.toMatchObject({ code: 'HOLD_RESOLVED' });
    expect(await platform.balance(user)).toEqual({ available: 120, held: 0 });
  });

  test('when two ways of giving up meet, the one that ended the job is told, and it alone', async () => {
    const user = await platform.newUser(1000);
    for (let round = 0; round < 20; round++) {
      const { job } = await platform.jobs.accept(videoOrder(user));
      const given = await Promise.all([
        platform.jobs.giveUp(job.id, { state: 'cancelled' }),
        platform.jobs.giveUp(job.id, { state: 'failed', reason: 'GENERATION_FAILED' }),
      ]);
      const ended = await platform.jobs.find(job.id);
      expect(given.map(({ state }) => state)).toEqual([ended?.state, ended?.state]);
      expect(announcedOf(job).map(({ type }) => type)).toEqual(['queued', ended?.state]);
    }
  });

  test('a job whose row somebody keeps locked is not waited for by the others', async () => {
    const user = await platform.newUser(1000);
    const accepted = await Promise.all(
      Array.from({ length: 8 }, () => platform.jobs.accept(videoOrder(user))),
    );
    const [stuck = '', ...others] = accepted.map(({ job }) => job.id);
    await inTransaction(platform.db, async (tx) => {
      await platform.db.query('SELECT id FROM jobs WHERE id = ? FOR UPDATE', {
        replacements: [stuck],
        transaction: tx,
      });
      const { retries } = platform.ledger.counts();
      const since = Date.now();
      const late = expect(platform.jobs.succeed(stuck, RESULT)).rejects.toMatchObject({
        code: 'UNAVAILABLE',
      });
      const ends = await Promise.all(others.map((id) => platform.jobs.succeed(id, RESULT)));
      expect(ends.map(({ state }) => state)).toEqual(others.map(() => 'succeeded'));
      await late;
      // The lock was waited for once, as long as the ledger waits for anything: a second.
      expect(platform.ledger.counts().retries).toBe(retries + 1);
      expect(Date.now() - since).toBeLessThan(2000);
    });
    expect(await platform.balance(user)).toEqual({ available: 600, held: 50 });
    expect(await platform.jobs.succeed(stuck, RESULT)).toMatchObject({ state: 'succeeded' });
    expect(await platform.balance(user)).toEqual({ available: 600, held: 0 });
  });

  test('when a success and a failure meet, one of them ends the job and the money agrees', async () => {
    const user = await platform.newUser(1000);
    const ends = await Promise.all(
      Array.from({ length: 20 }, async () => {
        const { job } = await platform.jobs.accept(videoOrder(user));
        await platform.jobs.started(job.id);
        await Promise.allSettled([
          platform.jobs.succeed(job.id, RESULT),
          platform.jobs.giveUp(job.id, { state: 'failed', reason: 'GENERATION_FAILED' }),
        ]);
        const events = await platform.jobs.events(job.id, 0, 10);
        expect(events.filter(({ type }) => isEnd(type))).toHaveLength(1);
        expect(announcedOf(job)).toEqual(events.map(({ seq, type }) => ({ seq, type })));
        return platform.jobs.find(job.id);
      }),
    );
    const charged = ends.filter((job) => job?.state === 'succeeded').length;
    expect(await platform.balance(user)).toEqual({ available: 1000 - 50 * charged, held: 0 });
    expect((await platform.ledger.audit()).violations).toEqual([]);
  });
});
