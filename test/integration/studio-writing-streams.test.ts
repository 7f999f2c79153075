import type { LlmSimulator } from '../../simulators/llm/server';
import { openStream, type OpenStream } from '../support/event-stream';
import type { TestPlatform, TestUser } from '../support/platform';
import {
  ARTICLE,
  ASKED,
  COST,
  expectNothingSpent,
  explainedTo,
  generateAs,
  textsOf,
  writingDesk,
  type WritingDesk,
} from '../support/writing-desk';

/** Texts as their users read them while they are written, over the studio's API: to the end, and cancelled before. */

/** The text of a vendor that writes it in pieces. */
const SLOWLY = { text: ARTICLE, chunkSize: 4, delayMs: 40 };
/** One that is far from its end when its worker hears of a cancellation. */
const LONG = `${ARTICLE}${'很长'.repeat(100)}`;
const FOR_LONG = { text: LONG, chunkSize: 2, delayMs: 150 };

let desk: WritingDesk;
let platform: TestPlatform;
let vendor: LlmSimulator;
let user: TestUser;
beforeAll(async () => {
  desk = await writingDesk();
  ({ platform, vendor } = desk);
});
beforeEach(async () => {
  vendor.reset();
  user = await platform.signUp(100);
});
afterAll(() => desk.close());

const stream = (body: object = {}, headers: Record<string, string> = {}) =>
  openStream(`${platform.baseUrl}/api/v1/writing/wechat_article/generate`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${user.accessToken}`,
      'content-type': 'application/json',
      accept: 'text/event-stream',
      ...headers,
    },
    body: JSON.stringify({ ...ASKED, model_id: desk.model, ...body }),
  });

const said = ({ events }: OpenStream) =>
  events.map(({ event, data }) => ({ event, data: JSON.parse(data) as Record<string, unknown> }));

const pieces = (from: OpenStream) =>
  said(from).flatMap(({ event, data }) => (event === 'text' ? [data as { at: number; text: string }] : []));

/** What a reader has before it, who writes each piece where it belongs. */
const readUp = (from: OpenStream) =>
  pieces(from).reduce((text, piece) => text.slice(0, piece.at) + piece.text, '');

test('the text comes in pieces, and last the answer that JSON would have been', async () => {
  vendor.reply(SLOWLY);
  const job = platform.nextJob(user.id);
  const reading = await stream();
  await reading.count(2); // before it is whole
  expect((await platform.jobs.find(await job))?.state).toBe('running');
  await reading.ended;

  const { status, headers } = reading.response;
  expect([status, headers.get('content-type')]).toEqual([200, 'text/event-stream; charset=utf-8']);
  const [first, ...rest] = said(reading);
  expect(first).toEqual({
    event: 'accepted',
    data: { creation_id: expect.any(Number) as number, job_id: await job },
  });
  expect(pieces(reading).length).toBeGreaterThan(1);
  expect(readUp(reading)).toBe(ARTICLE);
  expect(rest.at(-1)).toEqual({
    event: 'done',
    data: {
      code: 200,
      message: '生成成功',
      data: { ...first?.data, is_demo: false, content: ARTICLE, credits_used: COST },
    },
  });
  expect(await user.balance()).toEqual({ available: 100 - COST, held: 0 });
});

test('a text that is asked for again begins anew', async () => {
  vendor.script([{ ...SLOWLY, text: 'Sure! Here is your article.' }, SLOWLY]);
  const reading = await stream();
  await reading.ended;
  expect(pieces(reading).filter(({ at }) => at === 0).length).toBe(2);
  expect(readUp(reading)).toBe(ARTICLE);
});

test('what fails while it is written ends in the error, and costs nothing', async () => {
  vendor.reply({ ...SLOWLY, text: 'Sure! Here is your article.' });
  const reading = await stream();
  await reading.ended;
  expect(reading.response.status).toBe(200);
  expect(pieces(reading)).not.toEqual([]);
  expect(said(reading).at(-1)).toEqual({
    event: 'error',
    data: { code: 40007, message: '内容生成失败', data: null },
  });
  await expectNothingSpent(user);
});

test('what is refused at once has its own status', async () => {
  const nameless = await stream({ title: '' });
  expect([nameless.response.status, nameless.response.headers.get('content-type')]).toEqual([
    400,
    'application/json; charset=utf-8',
  ]);
  user = await platform.signUp();
  expect((await stream()).response.status).toBe(402);
});

test('who leaves loses nothing, and who asks again with the key is told the rest and then all', async () => {
  vendor.reply(SLOWLY);
  const key = { 'idempotency-key': 'the same stream' };
  const job = platform.nextJob(user.id);
  const leaving = await stream({}, key);
  await leaving.count(2);
  leaving.hangUp();
  const late = await stream({}, key);
  await late.ended;
  expect(said(late).at(-1)).toMatchObject({ event: 'done', data: { data: { content: ARTICLE } } });

  const after = await stream({}, key);
  await after.ended;
  expect(after.response.headers.get('idempotent-replayed')).toBe('true');
  expect(after.events.map(({ event, data }) => ({ event, data }))).toEqual([
    { event: 'done', data: late.events.at(-1)?.data },
  ]);
  expect(await platform.worker!.ended(await job)).toMatchObject({ state: 'succeeded' });
  expect(vendor.requests).toHaveLength(1);
  expect(await user.balance()).toEqual({ available: 100 - COST, held: 0 });
});

test('who has read of it and then cancels pays for it, and keeps what there is', async () => {
  vendor.reply(FOR_LONG);
  const job = platform.nextJob(user.id);
  const reading = await stream();
  await reading.count(4);
  const [cancelled, again] = await Promise.all([
    user.api.post(`/api/v1/jobs/${await job}/cancel`),
    user.api.post(`/api/v1/jobs/${await job}/cancel`),
  ]);
  await reading.ended;
  expect(cancelled.body.data).toMatchObject({ state: 'cancelled', credits_used: COST, file_url: null });
  expect(again.body.data).toMatchObject({ state: 'cancelled', credits_used: COST });
  expect(said(reading).at(-1)).toEqual({
    event: 'error',
    data: { code: 409, message: '任务已取消', data: null },
  });
  expect(await user.balance()).toEqual({ available: 100 - COST, held: 0 });
  const { items } = await textsOf(user);
  const [kept] = items as { id: number }[];
  const { body } = await user.api.get(`/api/v1/creations/${kept?.id}`);
  expect(body.data).toMatchObject({ result: { unfinished: true, demo: false } });
  expect(LONG.startsWith(body.data.content as string)).toBe(true);
  expect((body.data.content as string).length).toBeGreaterThanOrEqual(readUp(reading).length);
  expect(await explainedTo(user, await job)).toMatchObject({
    state: 'cancelled',
    totals: { reserved: 0, charged: COST, returned: 0 },
    lines: [{ step: 'quote' }, { step: 'hold' }, { step: 'capture' }],
  });
});

test('who waits for the whole text is told that it was cancelled meanwhile, and pays nothing', async () => {
  vendor.reply(FOR_LONG);
  const job = platform.nextJob(user.id);
  const answer = generateAs(user, { model_id: desk.model });
  await vendor.untilRequests(1);
  expect((await user.api.post(`/api/v1/jobs/${await job}/cancel`)).body.data).toMatchObject({
    state: 'cancelled',
    credits_used: 0,
  });
  const { status, body } = await answer;
  expect([status, body]).toEqual([409, { code: 409, message: '任务已取消', data: null }]);
  await expectNothingSpent(user);
});

test.each(['*/*', 'application/json', 'application/json, text/event-stream;q=0.5'])(
  'who accepts %s is answered in JSON',
  async (accept) => {
    vendor.reply(ARTICLE);
    const { status, headers, body } = await generateAs(user, { model_id: desk.model }, undefined, {
      accept,
    });
    expect([status, body.data.content]).toEqual([200, ARTICLE]);
    expect(headers.get('vary')).toContain('Accept');
  },
);
