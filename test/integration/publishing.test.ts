import { startWechat, type WechatSimulator } from '../../simulators/publishing/wechat';
import type { ApiAnswer } from '../support/api-client';
import { put } from '../support/gateway-management';
import { platform, type TestPlatform } from '../support/platform';
import { testAdapters } from '../support/publishing';
import { inSeconds, newPublisher, type Publisher } from '../support/publisher';

/** What publishing takes and refuses over the API; nothing is published here, for no worker runs. */

const CREDENTIALS = { app_id: 'wx0123456789abcdef', app_secret: 'a secret of the account' };

let wechat: WechatSimulator;
let studio: TestPlatform;
let publisher: Publisher;

const MOST_WAITING = 12;

beforeAll(async () => {
  wechat = await startWechat({ appId: CREDENTIALS.app_id, secret: CREDENTIALS.app_secret });
  studio = await platform({
    publishing: (clock) => testAdapters(clock, { wechat: wechat.url }),
    settings: { mostWaitingPublications: MOST_WAITING },
  });
});
beforeEach(async () => {
  publisher = await newPublisher(studio);
});
afterAll(async () => {
  await studio.close();
  await wechat.close();
});

function refusal({ status, body }: ApiAnswer): unknown[] {
  const { code, data } = body as {
    code: number;
    data: { errors?: { field: string; message: string }[] } | null;
  };
  const [first] = data?.errors ?? [];
  return first ? [status, code, first.field, first.message] : [status, code];
}

async function bound(): Promise<number> {
  return (await publisher.bind('wechat', CREDENTIALS)).body.data.id as number;
}

describe('binding', () => {
  test('everybody sees the platforms, and who is signed in their own accounts too', async () => {
    const { body } = await studio.api.get('/api/v1/publish/platforms');
    const platforms = body.data as { platform: string }[];
    expect(platforms.map(({ platform: name }) => name)).toEqual([
      'wechat',
      'xiaohongshu',
      'douyin',
      'kuaishou',
      'toutiao',
    ]);
    expect(body.data[0]).toEqual({
      platform: 'wechat',
      name: '微信公众号',
      login_url: 'https://mp.weixin.qq.com/',
      supported_types: ['article', 'images'],
      rules: {
        title_min_length: 1,
        title_max_length: 64,
        text_max_length: 20_000,
        max_images: 20,
        image_max_bytes: 20 * 1024 * 1024,
        video_max_bytes: null,
      },
      completes: 'polling',
      credential_fields: ['app_id', 'app_secret'],
      optional_credential_fields: ['event_token'],
    });
    const id = await bound();
    const { body: own } = await publisher.user.api.get('/api/v1/publish/platforms');
    expect(own.data[0]).toMatchObject({
      is_bound: true,
      account_name: CREDENTIALS.app_id,
      accounts: [{ id, is_active: 'active' }],
    });
    expect(own.data[1]).toMatchObject({ is_bound: false, account_name: null, accounts: [] });
    expect(JSON.stringify(own)).not.toContain(CREDENTIALS.app_secret);
  });

  test('bound again an account stays one, and another user’s is another', async () => {
    const id = await bound();
    expect(await bound()).toBe(id);
    const other = await newPublisher(studio);
    expect((await other.bind('wechat', CREDENTIALS)).body.data.id).not.toBe(id);
    expect((await other.user.api.delete(`/api/v1/publish/accounts/${id}`)).status).toBe(404);
    expect((await other.user.api.post(`/api/v1/publish/accounts/${id}/test`)).status).toBe(404);
  });

  test('no more than twenty accounts are bound at a platform; one of them may be bound again', async () => {
    const other = await newPublisher(studio);
    await other.bind('wechat', CREDENTIALS);
    await studio.db.query(
      `INSERT INTO platform_accounts (owner_id, platform, external_id, name, credentials_sealed, bound_at, created_at,
                                      updated_at)
       SELECT owner_id, platform, CONCAT('wx', seq), name, credentials_sealed, bound_at, created_at, updated_at
       FROM platform_accounts JOIN (${Array.from({ length: 18 }, (_none, n) => `SELECT ${n} AS seq`).join(' UNION ')}) numbers
       WHERE owner_id = ?`,
      { replacements: [other.user.id] },
    );
    expect((await other.bind('wechat', CREDENTIALS)).status).toBe(200);
    await studio.db.query(
      "UPDATE platform_accounts SET external_id = 'wx-first' WHERE owner_id = ? AND external_id = ?",
      { replacements: [other.user.id, CREDENTIALS.app_id] },
    );
    expect((await other.bind('wechat', CREDENTIALS)).status).toBe(200);
    await studio.db.query(
      "UPDATE platform_accounts SET external_id = 'wx-second' WHERE owner_id = ? AND external_id = ?",
      { replacements: [other.user.id, CREDENTIALS.app_id] },
    );
    expect(refusal(await other.bind('wechat', CREDENTIALS))).toEqual([
      400,
      400,
      'body.platform',
      '每个平台最多绑定 20 个账号，请先解绑不用的账号',
    ]);
  });

  test.each([
    [
      'a wrong secret',
      { ...CREDENTIALS, app_secret: 'wrong' },
      'body.credentials',
      '平台未接受：AppSecret 无效 (40125)',
    ],
    [
      'an unknown account',
      { ...CREDENTIALS, app_id: 'wx0' },
      'body.credentials',
      '平台未接受：AppID 无效 (40013)',
    ],
    ['a missing field', { app_id: 'wx0' }, 'body.credentials.app_secret', '必填'],
    ['a blank field', { ...CREDENTIALS, app_secret: ' ' }, 'body.credentials.app_secret', '必填'],
    ['fields of another platform', { client_key: 'x', code: 'y' }, 'body.credentials.app_id', '必填'],
  ])('%s is refused', async (_name, credentials, field, message) => {
    expect(refusal(await publisher.bind('wechat', credentials))).toEqual([400, 400, field, message]);
    expect(await studio.api.get('/api/v1/publish/platforms')).toMatchObject({ status: 200 });
  });

  test('an address that the account does not allow is named', async () => {
    wechat.failNext('/cgi-bin/token', { kind: 'refuse', code: 40164, message: 'invalid ip 203.0.113.7' });
    const [, , , message] = refusal(await publisher.bind('wechat', CREDENTIALS));
    expect(message).toContain('服务器 IP 不在公众号的 IP 白名单中: invalid ip 203.0.113.7');
  });

  test.each([
    ['is busy', { kind: 'refuse', code: -1 }],
    ['answers garbage', { kind: 'malformed' }],
    ['answers with a failure', { kind: 'status', status: 502 }],
    ['breaks off', { kind: 'reset' }],
    ['answers without an end', { kind: 'flood' }],
    ['sends us elsewhere', { kind: 'redirect', to: '/elsewhere' }],
  ] as const)(
    'a platform that %s leaves nothing bound, and the caller may come again',
    async (_name, fault) => {
      wechat.failNext('/cgi-bin/token', fault);
      expect(refusal(await publisher.bind('wechat', CREDENTIALS))).toEqual([503, 503]);
      expect((await publisher.user.api.get('/api/v1/publish/platforms')).body.data[0].is_bound).toBe(false);
      expect(wechat.calls).not.toContain('/elsewhere');
    },
  );

  test('a test of an account tells whether it still holds, and unbinding takes it away', async () => {
    const id = await bound();
    const path = `/api/v1/publish/accounts/${id}`;
    expect((await publisher.user.api.post(`${path}/test`)).body.data).toMatchObject({ is_active: 'active' });
    wechat.changeSecret('another');
    wechat.endToken();
    expect((await publisher.user.api.post(`${path}/test`)).body.data).toMatchObject({
      is_active: 'inactive',
      inactive_because: 'AppSecret 无效 (40125)',
    });
    wechat.changeSecret(CREDENTIALS.app_secret);
    expect((await publisher.user.api.delete(path)).body.data).toEqual({ message: '解绑成功' });
    expect((await publisher.user.api.delete(path)).status).toBe(404);
    const [rows] = await studio.db.query(
      `SELECT credentials_sealed, token_sealed FROM platform_accounts WHERE id = ${id}`,
    );
    expect(rows).toEqual([{ credentials_sealed: null, token_sealed: null }]);
  });
});

describe('POST /api/v1/publish', () => {
  test.each([
    ['2020-01-01T00:00:00', '发布时间已过'],
    ['2099-01-01T00:00:00', '发布时间应在一年以内'],
    ['2026-02-30T10:00:00', '应为 ISO 8601 时间，例如 2026-01-23T10:00:00（UTC+8）'],
    ['tomorrow', '应为 ISO 8601 时间，例如 2026-01-23T10:00:00（UTC+8）'],
    ['2026-13-01T25:00:00', '应为 ISO 8601 时间，例如 2026-01-23T10:00:00（UTC+8）'],
  ])('the time %s is refused', async (schedule_time, message) => {
    await bound();
    const { id } = await publisher.creation();
    const answer = await publisher.publish(id, ['wechat'], { schedule_time });
    expect(refusal(answer)).toEqual([400, 400, 'body.schedule_time', message]);
  });

  test('a time is Beijing’s, unless it has an offset', async () => {
    await bound();
    const { id } = await publisher.creation();
    const beijing = inSeconds(3_600);
    const { body } = await publisher.publish(id, ['wechat'], { schedule_time: beijing });
    expect(body.data).toMatchObject({ status: 'pending', schedule_time: beijing });
    const utc = new Date(Date.parse(`${beijing}Z`) - 8 * 3_600_000).toISOString();
    const { body: same } = await publisher.publish(id, ['wechat'], { schedule_time: utc });
    expect(same.data.schedule_time).toBe(beijing);
    expect(await publisher.records(body.data.publish_id as number)).toMatchObject([
      { status: 'scheduled', scheduled_at: beijing },
    ]);
  });

  test('so many may wait for their time, and what is repeated under its key counts once', async () => {
    await bound();
    const { id } = await publisher.creation();
    const schedule_time = inSeconds(3_600);
    const wish = { creation_id: id, platforms: ['wechat'], schedule_time };
    const ordered: number[] = [];
    for (let n = 0; n < MOST_WAITING; n++) {
      const headers = { 'idempotency-key': `wish-${n}` };
      const { body } = await publisher.user.api.post('/api/v1/publish', wish, headers);
      ordered.push(body.data.publish_id as number);
    }
    const message = `最多 ${MOST_WAITING} 条发布记录可以等待定时发布，请先取消或等待其中一些完成`;
    const full = [400, 400, 'body.schedule_time', message];
    expect(refusal(await publisher.publish(id, ['wechat'], { schedule_time }))).toEqual(full);
    const again = await publisher.user.api.post('/api/v1/publish', wish, { 'idempotency-key': 'wish-0' });
    expect(again.body.data.publish_id).toBe(ordered[0]);
    await publisher.user.api.post(`/api/v1/publish/${ordered[0]}/cancel`);
    expect((await publisher.publish(id, ['wechat'], { schedule_time })).status).toBe(200);
  });

  test('another user’s creation, a missing one, and one of a failed job are not there', async () => {
    await bound();
    const stranger = await newPublisher(studio);
    const { id } = await stranger.creation();
    expect(refusal(await publisher.publish(id, ['wechat']))).toEqual([404, 404]);
    expect(refusal(await publisher.publish(999_999, ['wechat']))).toEqual([404, 404]);
    const { id: failed } = await publisher.creation();
    await studio.db.query(`UPDATE creations SET status = 'failed' WHERE id = ${failed}`);
    expect(refusal(await publisher.publish(failed, ['wechat']))).toEqual([404, 404]);
  });

  test('one platform that is not bound refuses all (40008), and nothing is owed', async () => {
    await bound();
    const { id } = await publisher.creation({ title: '短标题' });
    const before = [await studio.count('publications'), await studio.count('outbox')];
    const answer = await publisher.publish(id, ['wechat', 'toutiao']);
    expect(refusal(answer)).toEqual([400, 40008, 'body.platforms', '今日头条未绑定账号']);
    expect([await studio.count('publications'), await studio.count('outbox')]).toEqual(before);
  });

  test.each([
    ['a deck', { type: 'ppt' }, 'body.creation_id', '该类型的作品不能发布'],
    ['a video', { type: 'video' }, 'body.platforms', '微信公众号只能发布文章、图片'],
    [
      'a long title',
      { title: '长'.repeat(65) },
      'body.platforms',
      '微信公众号标题应为 1 到 64 个字，现有 65 个',
    ],
    ['an empty text', { content: '# 如何提高工作效率' }, 'body.platforms', '微信公众号不接受空白正文'],
    [
      'a long text',
      { content: '字'.repeat(20_001) },
      'body.platforms',
      '微信公众号正文最多 20000 个字，现有 20001 个',
    ],
    ['an image without its file', { type: 'image' }, 'body.platforms', '微信公众号需要媒体文件'],
  ])('%s breaks a rule of the platform (40009)', async (_name, creation, field, message) => {
    await bound();
    const { id } = await publisher.creation(creation);
    expect(refusal(await publisher.publish(id, ['wechat']))).toEqual([400, 40009, field, message]);
  });

  test('an account is chosen by its id; of another user or platform it is refused', async () => {
    const id = await bound();
    const { id: creation } = await publisher.creation();
    const answer = await publisher.publish(creation, ['wechat'], {
      account_ids: [id],
      schedule_time: inSeconds(900),
    });
    expect(await publisher.records(answer.body.data.publish_id as number)).toMatchObject([
      { account_id: id },
    ]);
    const other = await newPublisher(studio);
    const strange = (await other.bind('wechat', CREDENTIALS)).body.data.id as number;
    const refused = await publisher.publish(creation, ['wechat'], { account_ids: [strange] });
    expect(refusal(refused).slice(0, 3)).toEqual([400, 400, 'body.account_ids']);
  });

  test('repeated under one key it is one publication', async () => {
    await bound();
    const { id } = await publisher.creation();
    const body = JSON.stringify({ creation_id: id, platforms: ['wechat'], schedule_time: inSeconds(900) });
    const headers = { 'content-type': 'application/json', 'idempotency-key': 'once' };
    const before = await studio.count('publications');
    const send = () => publisher.user.api.call('POST', '/api/v1/publish', { body, headers });
    const answers = await Promise.all([send(), send(), send()]);
    expect(new Set(answers.map((answer) => answer.body.data.publish_id as number)).size).toBe(1);
    expect(await studio.count('publications')).toBe(before + 1);
  });
});

test('a publication is moved and cancelled by its owner alone, until it begins', async () => {
  await bound();
  const { id } = await publisher.creation();
  const made = await publisher.publish(id, ['wechat'], { schedule_time: inSeconds(900) });
  const path = `/api/v1/publish/${made.body.data.publish_id}`;
  const later = inSeconds(1_800);
  const stranger = await newPublisher(studio);
  expect((await put(stranger.user.api, `${path}/schedule`, { schedule_time: later })).status).toBe(404);
  expect((await stranger.user.api.post(`${path}/cancel`)).status).toBe(404);
  expect((await stranger.user.api.get(path)).status).toBe(404);
  const moved = await put(publisher.user.api, `${path}/schedule`, { schedule_time: later });
  expect(moved.body.data).toMatchObject({ status: 'pending', schedule_time: later });
  const past = await put(publisher.user.api, `${path}/schedule`, { schedule_time: '2020-01-01T00:00:00' });
  expect(refusal(past)).toEqual([400, 400, 'body.schedule_time', '发布时间已过']);
  expect((await publisher.user.api.post(`${path}/cancel`)).body.data).toMatchObject({ status: 'cancelled' });
  expect((await publisher.user.api.post(`${path}/cancel`)).status).toBe(200);
  expect(refusal(await put(publisher.user.api, `${path}/schedule`, { schedule_time: later }))).toEqual([
    409, 409,
  ]);
  const record = (await publisher.records(made.body.data.publish_id as number))[0]!;
  const word = await publisher.user.api.post(`/api/v1/publish/history/${record.id}/confirm`, {
    published: true,
  });
  expect(refusal(word)).toEqual([409, 409]);
});

describe('the history', () => {
  test('has pages and filters, newest first', async () => {
    await bound();
    const { id } = await publisher.creation();
    for (const seconds of [300, 600, 900]) {
      await publisher.publish(id, ['wechat'], { schedule_time: inSeconds(seconds) });
    }
    const history = async (query: string) =>
      (await publisher.user.api.get(`/api/v1/publish/history${query}`)).body.data as {
        total: number;
        items: { id: number }[];
      };
    const all = await history('');
    expect(all).toMatchObject({ total: 3, page: 1, page_size: 20 });
    const ids = all.items.map((item) => item.id);
    expect(ids).toEqual(ids.toSorted((a, b) => b - a));
    expect(await history('?page=2&page_size=2')).toMatchObject({ total: 3, page: 2, items: [{}] });
    expect(await history('?status=scheduled&platform=wechat')).toMatchObject({ total: 3 });
    expect(await history('?status=pending')).toMatchObject({ total: 0, items: [] });
    expect(await history('?platform=douyin')).toMatchObject({ total: 0, items: [] });
    expect(await history('?page=1000000')).toMatchObject({ total: 3, items: [] });
  });

  test.each([
    'page=0',
    'page=-1',
    'page=1000001',
    'page_size=101',
    'page_size=0',
    'status=gone',
    'platform=x',
  ])('%s is refused', async (query) => {
    expect((await publisher.user.api.get(`/api/v1/publish/history?${query}`)).status).toBe(400);
  });
});
