import { QueryTypes } from 'sequelize';
import { createMembershipNotices } from '../../domain/membership/notices';
import { createNotificationRetention } from '../../domain/notifications/retention';
import { layCable, type Cable } from '../support/cable';
import { required } from '../support/environment';
import { put } from '../support/gateway-management';
import { listOf, NOTIFICATIONS as PATH, openFeedOf, type Line } from '../support/notification-reader';
import { platform, type TestPlatform, type TestUser } from '../support/platform';
import { failVideo, orderVideo, recharge } from '../support/small-orders';
import { openSocket } from '../support/socket';

/** How users read what they are told: in the list, on the stream and on the WebSocket, and by mail. */

let studio: TestPlatform;
let redis: Cable;
let user: TestUser;

beforeAll(async () => {
  const redisAt = new URL(required('TASKLOOM_TEST_REDIS_URL'));
  redis = await layCable({ host: redisAt.hostname, port: Number(redisAt.port) });
  redisAt.host = `${redis.host}:${redis.port}`;
  studio = await platform({
    cashier: true,
    redisUrl: redisAt.href,
    settings: { heartbeatMs: 200 },
  });
});
beforeEach(async () => {
  user = await studio.signUp(1000);
});
afterAll(async () => {
  await studio.close();
  await redis.remove();
});

const list = (query = '', of = user) => listOf(of, query);
const openFeed = (from?: { after?: number; lastEventId?: string }) => openFeedOf(studio, user, from);

describe('the list', () => {
  test('counts what is unread, filters, and marks as read: one, some, all', async () => {
    for (let n = 0; n < 4; n++) await failVideo(studio, user);
    const [newest, , older] = (await list()).items as [Line, Line, Line];
    const first = await user.api.post(`${PATH}/${newest.id}/read`);
    expect(first.body.data).toMatchObject({ id: newest.id, read_at: expect.any(String) as string });
    expect((await user.api.post(`${PATH}/${newest.id}/read`)).body).toEqual(first.body);
    expect(await list('unread=true')).toMatchObject({ total: 3, unread_count: 3 });
    expect(await list('unread=false')).toMatchObject({
      total: 1,
      unread_count: 3,
      items: [{ id: newest.id }],
    });
    expect(await list('type=job_succeeded')).toMatchObject({ total: 0, unread_count: 3 });
    expect((await user.api.post(`${PATH}/read-all?up_to=${older.seq}`)).body.data).toEqual({
      read: 2,
      unread_count: 1,
    });
    expect((await user.api.post(`${PATH}/read-all`)).body.data).toEqual({ read: 1, unread_count: 0 });
    expect(await list('unread=true')).toMatchObject({ total: 0, unread_count: 0, items: [] });
    expect(await list('page=2&page_size=3')).toMatchObject({ total: 4, items: [{ type: 'job_failed' }] });
    expect(await list('page=1000000')).toMatchObject({ total: 4, items: [] });
  });

  test.each(['page=-1', 'page=0', 'page=9999999', 'page_size=101', 'type=gossip', 'unread=perhaps'])(
    '?%s is refused',
    async (query) => expect((await user.api.get(`${PATH}?${query}`)).status).toBe(400),
  );

  test('is its owner’s alone', async () => {
    await failVideo(studio, user);
    const [own] = (await list()).items;
    const other = await studio.signUp();
    expect(await list('', other)).toMatchObject({ total: 0, unread_count: 0 });
    expect((await other.api.post(`${PATH}/${own!.id}/read`)).status).toBe(404);
    expect((await other.api.post(`${PATH}/7/read`)).status).toBe(400);
    expect(await list()).toMatchObject({ unread_count: 1 });
  });

  test('keeps what was read for its time, and what was not for four times that', async () => {
    await failVideo(studio, user);
    await user.api.post(`${PATH}/read-all`);
    await failVideo(studio, user);
    const retentionIn = (days: number) => {
      const clock = { now: () => new Date(studio.clock.now().getTime() + days * 86_400_000) };
      return createNotificationRetention({ db: studio.db, clock, days: 90 });
    };
    await retentionIn(89).deleteOld(1000);
    expect(await list()).toMatchObject({ total: 2 });
    await retentionIn(91).deleteOld(1000);
    expect(await list()).toMatchObject({ total: 1, unread_count: 1 });
    while ((await retentionIn(361).deleteOld(2)) === 2);
    expect(await list()).toMatchObject({ total: 0 });
    expect(await studio.count('notifications')).toBe(0);
  });
});

describe('the stream', () => {
  test('says where it begins, tells what comes, and goes on where a reader was', async () => {
    await failVideo(studio, user);
    const stream = await openFeed();
    await stream.count(1);
    expect(stream.events[0]).toMatchObject({ id: '1', event: 'opened' });
    expect(JSON.parse(stream.events[0]!.data)).toEqual({ seq: 1, last_seq: 1, unread_count: 1 });
    const { order_id } = await recharge(user);
    await stream.count(2);
    expect(stream.events[1]).toMatchObject({ id: '2', event: 'change' });
    expect(JSON.parse(stream.events[1]!.data)).toMatchObject({
      type: 'order_pending',
      subject: { order_id },
    });
    stream.hangUp();
    await user.api.post(`/api/v1/credit/orders/${order_id}/cancel`);
    const again = await openFeed({ lastEventId: '2', after: 0 });
    await again.count(2);
    expect(again.events.map(({ id, event }) => `${id} ${event}`)).toEqual(['2 opened', '3 notification']);
    again.hangUp();
    const beyond = await openFeed({ lastEventId: '9007199254740991' });
    await beyond.count(1);
    expect(beyond.events[0]).toMatchObject({ id: '3' });
    beyond.hangUp();
    expect((await user.api.get(`${PATH}/stream?after=-1`)).status).toBe(400);
  });

  test('has neither gap nor repeat for readers who come and go while several write', async () => {
    const jobs = await Promise.all(Array.from({ length: 16 }, () => orderVideo(user)));
    const steady = await openFeed({ after: 0 });
    const seen: string[] = [];
    const roaming = (async () => {
      for (let last = '0'; seen.length < 24;) {
        const stream = await openFeed({ lastEventId: last });
        await stream.count(Math.min(4, 25 - seen.length));
        const lines = stream.events.slice(1);
        stream.hangUp();
        seen.push(...lines.map(({ id }) => id!));
        last = seen.at(-1)!;
      }
    })();
    await Promise.all([
      ...jobs.map((id) => studio.jobs.giveUp(id, { state: 'failed', reason: 'GENERATION_FAILED' })),
      ...Array.from({ length: 8 }, () => recharge(user)),
    ]);
    await Promise.all([steady.count(25), roaming]);
    steady.hangUp();
    const expected = Array.from({ length: 24 }, (_, n) => String(n + 1));
    expect(steady.events.slice(1).map(({ id }) => id)).toEqual(expected);
    expect(seen).toEqual(expected);
  });

  test('tells what happened while Redis was away, once it is back', async () => {
    const stream = await openFeed();
    await stream.count(1);
    redis.cut();
    await failVideo(studio, user);
    redis.mend();
    await stream.count(2);
    expect(JSON.parse(stream.events[1]!.data)).toMatchObject({ type: 'job_failed' });
    stream.hangUp();
  });
});

describe('the WebSocket', () => {
  const open = (query = '') =>
    openSocket(studio, {
      headers: { authorization: `Bearer ${user.accessToken}` },
      path: `/api/v1/ws${query}`,
    });

  test('carries jobs, publications and orders side by side, each event of a job as it always was', async () => {
    const socket = await open();
    const jobId = await failVideo(studio, user);
    await recharge(user);
    await socket.until(({ type }) => type === 'order_pending');
    await socket.until(({ type }) => type === 'failed');
    expect(socket.messages.find(({ type }) => type === 'failed')).toEqual({
      ...{ job_id: jobId, seq: 2, type: 'failed' },
      data: { error: { code: 40007, message: '内容生成失败' } },
      created_at: expect.any(String) as string,
    });
    const lines = socket.messages.filter(({ event }) => event !== undefined);
    expect(lines).toMatchObject([
      { event: 'notification', seq: 1, type: 'job_failed', subject: { job_id: jobId } },
      { event: 'change', seq: 2, type: 'order_pending' },
    ]);
    await socket.close();
  });

  test('goes on after a number, and finds what nobody announced', async () => {
    await failVideo(studio, user);
    await failVideo(studio, user);
    const socket = await open('?after=1');
    await socket.until(({ seq, event }) => event !== undefined && seq === 2);
    const end = { userId: user.id, email: null, endsAt: new Date(), kind: 'ended' } as const;
    await createMembershipNotices(studio).show(end); // by a process that reaches no Redis
    await socket.until(({ type }) => type === 'membership_ended');
    const lines = socket.messages.filter(({ event }) => event !== undefined);
    expect(lines.map(({ seq }) => seq)).toEqual([2, 3]);
    await socket.close();
    expect(await open('?after=-1').catch(String)).toContain('400');
  });
});

describe('mail', () => {
  const owed = async () => {
    const rows = await studio.db.query<{ payload: unknown }>(
      "SELECT payload FROM outbox WHERE name = 'mailNotification'",
      { type: QueryTypes.SELECT },
    );
    return rows.length;
  };

  test('is owed for what its owner chose, in the same commit, and for nothing else', async () => {
    const settings = `${PATH}/settings`;
    expect((await user.api.get(settings)).body.data).toEqual({ mail_types: [], mail_address: null });
    const before = await owed();
    await failVideo(studio, user);
    expect(await owed()).toBe(before);
    const wanted = { mail_types: ['job_failed', 'order_paid'] };
    expect((await put(user.api, settings, wanted)).body.data).toMatchObject(wanted);
    const jobId = await failVideo(studio, user);
    await studio.jobs.giveUp(jobId, { state: 'cancelled' });
    await recharge(user);
    expect(await owed()).toBe(before + 1);
    await put(user.api, settings, { mail_types: [] });
    await failVideo(studio, user);
    expect(await owed()).toBe(before + 1);
    for (const mail_types of [['gossip'], ['order_pending'], ['membership_ended'], 'job_failed', null]) {
      expect((await put(user.api, settings, { mail_types })).status).toBe(400);
    }
  });
});
