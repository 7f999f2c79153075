import {
  finishedEvent,
  greet,
  sendEvent,
  signedQuery,
  type WechatEventServer,
} from '../../simulators/publishing/wechat-events';
import { startWechat, type WechatSimulator } from '../../simulators/publishing/wechat';
import { eventually } from '../support/eventually';
import { platform, type TestPlatform } from '../support/platform';
import { newPublisher, type Publisher } from '../support/publisher';
import { testAdapters } from '../support/publishing';

/** WeChat's own word that a publication has ended, beside the questions that are asked anyway. */

const TOKEN = 'tokenOfTheOwner';
const CREDENTIALS = { app_id: 'wx0123456789abcdef', app_secret: 'a-secret-of-the-account' };
const ASKED = '/cgi-bin/freepublish/get';
/** So many that nobody waits for the last. */
const FOR_LONG = 100;

let wechat: WechatSimulator;
let studio: TestPlatform;
let publisher: Publisher;
let server: WechatEventServer;

beforeAll(async () => {
  wechat = await startWechat({ appId: CREDENTIALS.app_id, secret: CREDENTIALS.app_secret });
  studio = await platform({ worker: {}, publishing: (clock) => testAdapters(clock, { wechat: wechat.url }) });
  publisher = await newPublisher(studio);
  const { body } = await publisher.bind('wechat', { ...CREDENTIALS, event_token: TOKEN });
  server = { url: body.data.webhook_url as string, token: TOKEN };
  expect(new URL(server.url).origin).toBe(studio.baseUrl);
  expect(JSON.stringify(body)).not.toContain(TOKEN);
});
afterAll(async () => {
  await studio.close();
  await wechat.close();
});

/** Publishes an article that WeChat works on for long, until it has been asked about so many times. */
async function underWay(title: string, questions: number): Promise<number> {
  wechat.endNext({ status: 0, after: FOR_LONG });
  const before = wechat.calls.filter((path) => path === ASKED).length;
  const { id } = await publisher.creation({ title });
  const { body } = await publisher.publish(id, ['wechat']);
  await wechat.untilCalled(ASKED, before + questions);
  return body.data.publish_id as number;
}

test('the server that the owner enters at WeChat echoes, for who knows the token', async () => {
  await greet(server);
  await expect(greet({ ...server, token: 'anotherToken' })).rejects.toThrow('403');
  const stale = signedQuery(TOKEN, new Date(Date.now() - 3_600_000));
  stale.set('echostr', 'x');
  expect((await fetch(`${server.url}?${stale.toString()}`)).status).toBe(403);
  expect((await fetch(`${server.url}?${signedQuery(TOKEN).toString()}`)).status).toBe(400);
  expect((await fetch(`${server.url}?echostr=x`)).status).toBe(403);
});

test('an event ends the wait for the next question', async () => {
  const publishId = await underWay('提前知道', 3); // the next question is seconds away
  expect(await publisher.records(publishId)).toMatchObject([{ status: 'publishing' }]);
  const event = finishedEvent(wechat.endNow('提前知道'), 0);
  const before = performance.now();
  expect(await (await sendEvent(server, event)).text()).toBe('success');
  const [record] = await publisher.until(publishId, 'success');
  expect(performance.now() - before).toBeLessThan(1_500);
  expect(record?.platform_url).toContain('mp.weixin.qq.com');
  const asked = wechat.calls.filter((path) => path === ASKED).length;
  expect((await sendEvent(server, event)).status).toBe(200); // told again, it is no news
  expect(await publisher.records(publishId)).toEqual([record]);
  expect(wechat.calls.filter((path) => path === ASKED)).toHaveLength(asked);
});

test('what an event says is asked for, not believed', async () => {
  const publishId = await underWay('谎报', 1);
  const asked = wechat.calls.filter((path) => path === ASKED).length;
  const [rows] = await studio.db.query(
    `SELECT event_ref FROM publication_targets WHERE publication_id = ${publishId}`,
  );
  const [{ event_ref: number }] = rows as [{ event_ref: string }];
  expect((await sendEvent(server, finishedEvent(number, 0))).status).toBe(200);
  await wechat.untilCalled(ASKED, asked + 1);
  expect(await publisher.records(publishId)).toMatchObject([{ status: 'publishing' }]);
  wechat.endNow('谎报');
  await publisher.until(publishId, 'success');
});

test('an event that is repeated without an end is one reason to ask', async () => {
  const publishId = await underWay('洪水', 3);
  const [rows] = await studio.db.query(
    `SELECT event_ref FROM publication_targets WHERE publication_id = ${publishId}`,
  );
  const [{ event_ref: number }] = rows as [{ event_ref: string }];
  const asked = wechat.calls.filter((path) => path === ASKED).length;
  const query = signedQuery(TOKEN);
  const flood = Array.from({ length: 40 }, () => sendEvent(server, finishedEvent(number, 0), query));
  expect((await Promise.all(flood)).map(({ status }) => status)).toEqual(flood.map(() => 200));
  await wechat.untilCalled(ASKED, asked + 1);
  await eventually(async () => expect(await studio.count('outbox')).toBe(0));
  // Its own question may have been due in the same moment.
  expect(wechat.calls.filter((path) => path === ASKED).length - asked).toBeLessThanOrEqual(2);
  wechat.endNow('洪水');
  await publisher.until(publishId, 'success');
});

describe('nothing changes by', () => {
  const BOMB = `<?xml version="1.0"?><!DOCTYPE xml [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
<xml><Event>PUBLISHJOBFINISH</Event><PublishEventInfo><publish_id>&b;</publish_id></PublishEventInfo></xml>`;
  const OUTSIDE = `<!DOCTYPE xml [<!ENTITY f SYSTEM "file:///etc/passwd">]><xml><Event>&f;</Event></xml>`;

  test.each([
    ['an event of a number that is not ours', finishedEvent('100009999', 0), 404],
    ['a message of a follower', '<xml><MsgType>text</MsgType><Content>你好</Content></xml>', 200],
    ['an event without its number', '<xml><Event>PUBLISHJOBFINISH</Event></xml>', 400],
    ['entities that multiply', BOMB, 400],
    ['entities from files', OUTSIDE, 400],
    ['elements that do not end', '<xml><Event>', 400],
    ['depth', `${'<a>'.repeat(2_000)}${'</a>'.repeat(2_000)}`, 400],
    ['no XML', '{"Event":"PUBLISHJOBFINISH"}', 400],
    ['nothing', '', 400],
    ['a body that is too large', `<xml>${' '.repeat(100_000)}</xml>`, 413],
    ['a body that is far too large', `<xml>${' '.repeat(2_000_000)}</xml>`, 413],
  ])('%s', async (_name, body, status) => {
    const before = await studio.count('outbox');
    const answer = await sendEvent(server, body).catch((error: unknown) => error as Error);
    // Of what is far too large no more is read, and some clients then see no answer.
    expect(answer instanceof Error ? 413 : answer.status).toBe(status);
    expect(await studio.count('outbox')).toBe(before);
  });

  test('an event that is signed with another token, or for an account that has none', async () => {
    expect((await sendEvent({ ...server, token: 'anotherToken' }, finishedEvent('1', 0))).status).toBe(403);
    const other = await newPublisher(studio);
    const { body } = await other.bind('wechat', CREDENTIALS);
    const silent = { url: body.data.webhook_url as string, token: '' };
    expect((await sendEvent(silent, finishedEvent('1', 0))).status).toBe(403);
    const { id } = body.data as { id: number };
    await other.user.api.delete(`/api/v1/publish/accounts/${id}`);
    expect((await sendEvent(silent, finishedEvent('1', 0))).status).toBe(404);
  });

  test('an event for the post of another account', async () => {
    const publishId = await underWay('别人的', 1);
    const [rows] = await studio.db.query(
      `SELECT event_ref FROM publication_targets WHERE publication_id = ${publishId}`,
    );
    const [{ event_ref: number }] = rows as [{ event_ref: string }];
    const other = await newPublisher(studio);
    const { body } = await other.bind('wechat', { ...CREDENTIALS, event_token: 'strangerToken' });
    const strange = { url: body.data.webhook_url as string, token: 'strangerToken' };
    expect((await sendEvent(strange, finishedEvent(number, 0))).status).toBe(404);
    wechat.endNow('别人的');
    await publisher.until(publishId, 'success');
  });
});

test.each(['ab', '有汉字', 'a'.repeat(33), 'with blank'])('%s is no token', async (event_token) => {
  expect((await publisher.bind('wechat', { ...CREDENTIALS, event_token })).status).toBe(400);
});
