import { createCreations } from '../../domain/creations/creations';
import type { Job } from '../../domain/jobs/job';
import { showText } from '../../domain/jobs/showing';
import type { TextPiece } from '../../domain/jobs/live-texts';
import { jobPlatform, writingOrder, type JobPlatform } from '../support/job-platform';

/** What is shown of a text before its end is delivered: who cancels it then pays for it, and keeps it. */

let platform: JobPlatform;
beforeAll(async () => {
  platform = await jobPlatform(30);
});
afterAll(() => platform.close());

const CANCELLED = { state: 'cancelled' } as const;
const FREE = { available: 100, held: 0 };
const PAID = { available: 90, held: 0 };

/** A text that is being written, of which so much was kept. */
async function beingWritten(content = '# 简历'): Promise<Job> {
  const owner = await platform.newUser(100);
  const { job } = await platform.jobs.accept(writingOrder(owner));
  await platform.jobs.started(job.id);
  await platform.jobs.keepDraft(job.id, { content, data: { demo: false } });
  return job;
}

/** What the owner's history has, whole. */
async function creationsOf(owner: number) {
  const creations = createCreations(platform);
  const { items } = await creations.list({ owner, page: 1, pageSize: 20 });
  return Promise.all(items.map(async ({ id }) => (await creations.get(id, owner))!));
}

test('a text that was shown is charged when it is cancelled, and kept as unfinished', async () => {
  const { id, ownerId } = await beingWritten();
  expect(await platform.jobs.show(id)).toBe(true);
  await platform.jobs.keepDraft(id, { content: '# 简历\n\n我', data: { demo: false } });
  expect(await platform.jobs.giveUp(id, CANCELLED)).toMatchObject({ state: 'cancelled', charged: 10n ** 9n });
  expect(await platform.balance(ownerId)).toEqual(PAID);
  expect(await creationsOf(ownerId)).toMatchObject([
    { title: '简历', content: '# 简历\n\n我', extraData: { demo: false, unfinished: true, characters: 7 } },
  ]);
  const { captures } = await platform.ledger.explain(id);
  expect(captures).toMatchObject([{ description: 'AI写作（未写完）' }]);
  // What is asked again changes nothing.
  await platform.jobs.giveUp(id, CANCELLED);
  expect(await platform.balance(ownerId)).toEqual(PAID);
});

test('a text of which nothing was shown is free, and nothing of it is shown any more', async () => {
  const { id, ownerId } = await beingWritten();
  expect(await platform.jobs.giveUp(id, CANCELLED)).toMatchObject({ state: 'cancelled', charged: 0n });
  expect(await platform.jobs.show(id)).toBe(false);
  expect(await platform.balance(ownerId)).toEqual(FREE);
  expect(await creationsOf(ownerId)).toEqual([]);
  expect(await platform.count(`job_texts WHERE job_id = '${id}'`)).toBe(0);
});

test('a text that was shown and then fails is free: that is the model’s fault', async () => {
  const { id, ownerId } = await beingWritten();
  await platform.jobs.show(id);
  await platform.jobs.giveUp(id, { state: 'failed', reason: 'GENERATION_FAILED' });
  expect(await platform.balance(ownerId)).toEqual(FREE);
  expect(await creationsOf(ownerId)).toEqual([]);
});

test('the longest that was written is kept, though the text began anew', async () => {
  const { id, ownerId } = await beingWritten('# 简历\n\n第一次');
  await platform.jobs.show(id);
  await platform.jobs.keepDraft(id, { content: '# 简', data: {} });
  await platform.jobs.giveUp(id, CANCELLED);
  expect(await creationsOf(ownerId)).toMatchObject([{ content: '# 简历\n\n第一次' }]);
});

test('whoever is first of the first piece and the cancellation decides, and both agree', async () => {
  const seen = { paid: 0, free: 0 };
  for (let n = 0; n < 30; n++) {
    const { id, ownerId } = await beingWritten();
    const cancel = () => platform.jobs.cancel(id, ownerId).then(() => platform.jobs.giveUp(id, CANCELLED));
    const show = () => platform.jobs.show(id);
    const [wasShown] = await Promise.all(
      n % 2 === 0 ? [show(), cancel(), cancel()] : [cancel().then(show), cancel()],
    );
    expect(await platform.balance(ownerId)).toEqual(wasShown ? PAID : FREE);
    expect(await creationsOf(ownerId)).toHaveLength(wasShown ? 1 : 0);
    seen[wasShown ? 'paid' : 'free'] += 1;
  }
  expect(seen.free).toBeGreaterThan(0);
});

test('a cancellation meets the end: one of them ends the job, and it is charged once', async () => {
  for (let n = 0; n < 15; n++) {
    const { id, ownerId } = await beingWritten();
    await platform.jobs.show(id);
    await Promise.all([
      platform.jobs.giveUp(id, CANCELLED),
      platform.jobs.succeed(id, { demo: false }, '# 简历\n\n全文').catch(() => undefined),
      platform.jobs.giveUp(id, CANCELLED),
    ]);
    const ended = await platform.jobs.find(id);
    const whole = ended?.state === 'succeeded';
    expect(ended?.charged).toBe(10n ** 9n);
    expect(await platform.balance(ownerId)).toEqual(PAID);
    expect(await creationsOf(ownerId)).toMatchObject([{ content: whole ? '# 简历\n\n全文' : '# 简历' }]);
  }
});

test('a cancellation meets a failure: the books agree with the job', async () => {
  for (let n = 0; n < 15; n++) {
    const { id, ownerId } = await beingWritten();
    await platform.jobs.show(id);
    await Promise.all([
      platform.jobs.giveUp(id, CANCELLED),
      platform.jobs.giveUp(id, { state: 'failed', reason: 'AI_SERVICE_FAILED' }),
    ]);
    const ended = await platform.jobs.find(id);
    expect(await platform.balance(ownerId)).toEqual(ended?.state === 'cancelled' ? PAID : FREE);
  }
});

test('what a member’s day paid for stays used when it was shown', async () => {
  const owner = await platform.newUser(0);
  const free = { ...writingOrder(owner), model: { id: 1, creditsCost: 0n, priceVersion: 1 } } as const;
  const { job } = await platform.jobs.accept(free);
  await platform.jobs.started(job.id);
  await platform.jobs.keepDraft(job.id, { content: '# 简历', data: {} });
  await platform.jobs.show(job.id);
  expect(await platform.jobs.giveUp(job.id, CANCELLED)).toMatchObject({ state: 'cancelled' });
  expect(await creationsOf(owner)).toMatchObject([{ content: '# 简历' }]);
});

describe('a reader', () => {
  /** A reader of a text whose pieces the test says; `show` decides when it is asked. */
  async function reader(show: () => Promise<boolean>) {
    const told: string[] = [];
    let say: (piece: TextPiece) => void = () => undefined;
    const hear = (_job: string, listener: (piece: TextPiece) => void) => {
      say = listener;
      return Promise.resolve(() => undefined);
    };
    const showing = await showText({ show }, hear, 'a job', ({ text }) => told.push(text));
    return { told, showing, say: (text: string) => say({ at: 0, text }) };
  }

  test('sees nothing before it is on record, and then all that came meanwhile', async () => {
    let record: (shown: boolean) => void = () => undefined;
    const { told, say, showing } = await reader(() => new Promise((resolve) => (record = resolve)));
    say('a');
    say('b');
    expect(told).toEqual([]);
    record(true);
    await showing.end();
    expect(told).toEqual(['a', 'b']);
  });

  test('sees nothing of what was cancelled before, nor while it cannot be recorded', async () => {
    const cancelled = await reader(() => Promise.resolve(false));
    cancelled.say('a');
    await cancelled.showing.end();
    let away = true;
    const outage = await reader(() => (away ? Promise.reject(new Error('away')) : Promise.resolve(true)));
    outage.say('a');
    await new Promise(process.nextTick);
    away = false;
    await new Promise(setImmediate);
    outage.say('b');
    await outage.showing.end();
    expect([cancelled.told, outage.told]).toEqual([[], ['b']]);
  });
});
