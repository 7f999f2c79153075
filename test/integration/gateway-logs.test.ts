import type { GatewayUser } from '../support/gateway';
import { until } from '../support/studio-user';
import { managedGateway, refused, type ManagedGateway } from '../support/gateway-management';

/** What was called, what it cost and why, over the API. */

let gateway: ManagedGateway;
let ada: GatewayUser;

beforeAll(async () => {
  gateway = await managedGateway();
});
beforeEach(async () => {
  ada = await gateway.newcomer(10);
});
afterAll(() => gateway.close());

const LOGS = '/api/user/logs';
const ids = (rows: unknown) => (rows as { id: number }[]).map(({ id }) => id);

/** Calls the demo model so often; answers the calls' ids, the newest first. */
async function calls(user: GatewayUser, count: number): Promise<string[]> {
  const made: string[] = [];
  for (let n = 0; n < count; n++) {
    const answer = await gateway.ask(user.token);
    made.unshift(answer.headers.get('x-taskloom-call') ?? '');
    gateway.advance(10);
  }
  return made;
}

describe('the log', () => {
  test('has the newest of one’s own calls first, and nobody else’s', async () => {
    await calls(await gateway.newcomer(10), 1);
    const { body } = await ada.api.post('/api/user/api-keys', { name: 'k' });
    const answer = await gateway.ask(body.api_key as string, 'demo-text', { 'user-agent': 'OpenAI/JS' });
    gateway.advance(10);
    const [last] = await calls(ada, 1);

    const log = await ada.api.get(LOGS);
    expect(log.status).toBe(200);
    expect(log.body).toMatchObject([
      { call_id: last, api_key_id: null },
      {
        call_id: answer.headers.get('x-taskloom-call'),
        user_id: ada.id,
        api_key_id: body.key.id,
        model_name: 'demo-text',
        surface: 'gateway',
        protocol: 'openai-chat',
        user_agent: 'OpenAI/JS',
        input_tokens: answer.body.usage.prompt_tokens,
        output_tokens: answer.body.usage.completion_tokens,
        cost: answer.headers.get('x-taskloom-cost'),
        base_cost: answer.headers.get('x-taskloom-cost'),
        shortfall: '0',
        price_version: 1,
        group_multiplier: '1',
        user_channel_multiplier: '1',
        is_stream: false,
        status: 0,
        state: 'succeeded',
        error_code: null,
      },
    ]);
  });

  test('comes in pages when a query asks, which are clamped', async () => {
    const made = await calls(ada, 5);
    const page = async (query: string) =>
      (await ada.api.get(`${LOGS}?${query}`)).body as { items: { call_id: string }[] };
    const second = await page('page=2&page_size=2');
    expect(second).toMatchObject({ total: 5, page: 2, page_size: 2 });
    expect(second.items.map(({ call_id: id }) => id)).toEqual(made.slice(2, 4));
    expect(await page('page=9')).toMatchObject({ items: [], total: 5, page: 9, page_size: 20 });
    expect(await page('page=0&page_size=1000')).toMatchObject({ page: 1, page_size: 100 });
    expect(await page('page=-3&page_size=0')).toMatchObject({ page: 1, page_size: 20 });
  });

  test('is narrowed by key, channel, a part of the model’s name, and time', async () => {
    const { body: key } = await ada.api.post('/api/user/api-keys', { name: 'k' });
    await gateway.ask(key.api_key as string);
    gateway.advance(1_000);
    const middle = gateway.clock.now().toISOString();
    await calls(ada, 1);
    const [late, early] = (await ada.api.get(LOGS)).body as Record<string, unknown>[];
    const found = async (query: string) => ids((await ada.api.get(`${LOGS}?${query}`)).body.items);
    const [one, two] = [early?.['id'], late?.['id']];

    expect(await found(`api_key_id=${key.key.id}`)).toEqual([one]);
    expect(await found(`channel_id=${early?.['channel_id'] as number}`)).toEqual([two, one]);
    expect(await found(`user_channel_id=${early?.['user_channel_id'] as number}`)).toEqual([two, one]);
    expect(await found('channel_id=999999')).toEqual([]);
    expect(await found('model_name=MO-TE')).toEqual([two, one]);
    expect(await found('model_name=%25')).toEqual([]);
    expect(await found(`start_time=${middle}`)).toEqual([two]);
    expect(await found(`end_time=${middle}`)).toEqual([one]);
    expect(await found(`start_time=${middle.slice(0, -1)}`)).toEqual([two]); // without a zone: UTC
    const day = middle.slice(0, 10);
    expect(await found(`start_date=${early?.['created_at'] as string}&end_date=${day}`)).toEqual([two, one]);
    expect(await found('end_date=2020-01-01')).toEqual([]);
  });

  test.each([
    ['start_time=yesterday', 'start_time'],
    ['end_date=2026-02-30', 'end_date'],
    ['end_time=2026-01-01T25:00:00Z', 'end_time'],
    ['start_date=01/02/2026', 'start_date'],
    ['page=two', 'page'],
    ['page_size=1e3', 'page_size'],
    ['api_key_id=0', 'api_key_id'],
    ['channel_id=-1', 'channel_id'],
  ])('does not take %s', async (query, field) => {
    expect(refused(await ada.api.get(`${LOGS}?${query}`))).toEqual({
      status: 400,
      type: 'validation',
      field,
    });
  });

  test('is whole for administrators, who may ask for one user', async () => {
    const bob = await gateway.newcomer(10);
    const [hers] = await calls(ada, 1);
    const [his] = await calls(bob, 1);
    const newest = (await gateway.admin.get('/api/logs')).body as { call_id: string }[];
    expect(newest.slice(0, 2).map(({ call_id: id }) => id)).toEqual([his, hers]);
    const ofBob = (await gateway.admin.get(`/api/logs?user_id=${bob.id}`)).body;
    expect(ofBob).toMatchObject([{ call_id: his, user_id: bob.id }]);
    const until = gateway.clock.now().toISOString();
    const paged = (await gateway.admin.get(`/api/logs?page_size=1&end_time=${until}`)).body;
    expect(paged).toMatchObject({ items: [{ call_id: his }], page: 1, page_size: 1 });
    expect(paged.total).toBeGreaterThanOrEqual(2);
    // An owner's own filter is for their own calls alone.
    expect(ids((await ada.api.get(`${LOGS}?user_id=${bob.id}`)).body)).toHaveLength(1);
  });
});

describe('an explanation', () => {
  test('goes from the price to every move of credits, and its parts add up', async () => {
    const [id] = await calls(ada, 1);
    const [row] = (await ada.api.get(LOGS)).body as Record<string, string | number>[];
    const { status, body } = await ada.api.get(`${LOGS}/${id}/explain`);
    expect(status).toBe(200);
    expect(body.call).toEqual(row);
    expect(body.quote).toMatchObject({
      price_version: 1,
      quota_type: 0,
      prices: { output_price: expect.any(String) },
    });
    expect((body.lines as { rate: string }[]).map(({ rate }) => rate)).toEqual(['input', 'output']);
    expect(body.lines[0].segments).toEqual([
      { count: row?.['input_tokens'], price: body.quote.prices.input_price },
    ]);
    const sum = (body.lines as { amount: string }[]).reduce((total, { amount }) => total + Number(amount), 0);
    expect(Number(body.cost)).toBeCloseTo(sum, 8);
    expect(body.hold).toMatchObject({ amount: body.quote.held, state: 'captured' });
    expect(body.capture).toMatchObject({ amount: row?.['cost'] });
    expect(body).toMatchObject({ release: null, rest: null, shortfall: '0' });
    expect(body.attempts).toMatchObject([
      { number: 1, outcome: 'answered', channel_id: row?.['channel_id'] },
    ]);

    expect((await ada.api.get(`${LOGS}/${row?.['id']}/explain`)).body).toEqual(body);
    expect((await gateway.admin.get(`/api/logs/${id}/explain`)).body).toEqual(body);
  });

  test('of what failed tells an owner less than an administrator', async () => {
    const { body: sets } = await gateway.admin.get('/api/user-channels');
    const channel = await gateway.admin.post('/api/channels', {
      name: 'broken',
      base_url: 'http://127.0.0.1:1/v1',
      api_key: 'some key',
      user_channel_id: sets[0].id,
    });
    await gateway.admin.post(`/api/channels/${channel.body.id}/models`, { model_name: 'never-answers' });
    gateway.settle();
    const answer = await gateway.ask(ada.token, 'never-answers');
    expect(answer.status).toBeGreaterThanOrEqual(500);
    // What failed is written down behind its answer.
    await until(async () => ids((await ada.api.get(LOGS)).body).length === 1);
    const [id] = ids((await ada.api.get(LOGS)).body);
    const inEnglish = { 'accept-language': 'en' };
    const own = (await ada.api.get(`${LOGS}/${id}/explain`, inEnglish)).body;
    expect(own.call).toMatchObject({
      status: 1,
      state: 'failed',
      error_code: 'UPSTREAM',
      error_message: answer.body.error.message,
    });
    expect(own.attempts).toMatchObject([{ outcome: expect.any(String), error: null, base_cost: '0' }]);
    expect(own).toMatchObject({ cost: '0', lines: [] });
    // A call is found by a channel that did not answer it, and counted there.
    const tried = channel.body.id as number;
    expect(ids((await gateway.admin.get(`/api/logs?channel_id=${tried}`)).body.items)).toEqual([id]);
    const usage = (await gateway.admin.get('/api/channel-usage')).body.upstream_channels as { id: number }[];
    expect(usage.find((each) => each.id === tried)).toMatchObject({ request_count: 0, failed_count: 1 });
    const whole = (await gateway.admin.get(`/api/logs/${id}/explain`)).body;
    expect(whole.call.error_message).toEqual(expect.any(String));
    expect(whole.attempts).toMatchObject([{ error: expect.any(String) }]);
  });

  test('of what was set aside for a call that failed says that it has gone back', async () => {
    const { body: sets } = await gateway.admin.get('/api/user-channels');
    const { body: channel } = await gateway.admin.post('/api/channels', {
      name: 'broken and priced',
      base_url: 'http://127.0.0.1:1/v1',
      api_key: 'some key',
      user_channel_id: sets[0].id,
    });
    await gateway.admin.post('/api/models', { model_name: 'dear', input_price: '10', output_price: '10' });
    const path = `/api/channels/${channel.id as number}/models`;
    expect((await gateway.admin.post(path, { model_name: 'dear' })).body.model.priced).toBe(true);
    expect((await gateway.admin.post(path, { model_name: 'unheard-of' })).body.model.priced).toBe(false);
    gateway.settle();
    await gateway.ask(ada.token, 'dear');
    await until(async () => ids((await ada.api.get(LOGS)).body).length === 1);
    const [id] = ids((await ada.api.get(LOGS)).body);
    const { hold, capture, release, quote } = (await ada.api.get(`${LOGS}/${id}/explain`)).body;
    expect(Number(quote.held)).toBeGreaterThan(0);
    expect(hold).toMatchObject({ amount: quote.held, state: 'released' });
    expect(release).toMatchObject({ amount: quote.held });
    expect(capture).toBeNull();
  });

  test('of somebody else’s call, or of none, is not there', async () => {
    const [id] = await calls(ada, 1);
    const [row] = (await ada.api.get(LOGS)).body as { id: number }[];
    const eve = await gateway.newcomer();
    for (const call of [id, row?.id, 999_999, '00000000-0000-7000-8000-000000000000']) {
      expect((await eve.api.get(`${LOGS}/${call}/explain`)).status).toBe(404);
    }
    expect((await ada.api.get(`${LOGS}/not-a-call/explain`)).status).toBe(400);
    expect((await gateway.admin.get('/api/logs/999999/explain')).status).toBe(404);
  });
});

test('figures: one’s own, the installation’s, and by channel', async () => {
  const before = (await gateway.admin.get('/api/stats')).body;
  await calls(ada, 2);
  const log = (await ada.api.get(LOGS)).body as {
    cost: string;
    input_tokens: number;
    output_tokens: number;
  }[];
  const cost = log.reduce((sum, row) => sum + Number(row.cost), 0);
  const tokens = log.reduce((sum, row) => sum + row.input_tokens + row.output_tokens, 0);

  const own = (await ada.api.get('/api/user/stats')).body;
  expect(own).toMatchObject({ group: 'user', total_requests: 2, today_requests: 2, rpm: 2, tpm: tokens });
  expect(Number(own.total_cost)).toBeCloseTo(cost, 8);
  expect(Number(own.balance)).toBeCloseTo(10 - cost, 8);
  expect(own).toMatchObject({ balance_cost: own.total_cost, package_cost: '0' });
  gateway.advance(61_000);
  expect((await ada.api.get('/api/user/stats')).body).toMatchObject({ total_requests: 2, rpm: 0, tpm: 0 });

  const all = (await gateway.admin.get('/api/stats')).body;
  expect(all).toMatchObject({ users: before.users, channels: before.channels });
  expect(Number(all.total_cost)).toBeCloseTo(Number(before.total_cost) + cost, 8);

  const usage = (await gateway.admin.get('/api/channel-usage')).body;
  const demo = (usage.upstream_channels as Record<string, unknown>[]).find(({ name }) => name === 'Demo');
  expect(demo).toMatchObject({ type: 'demo', user_channel_name: 'default', total_cost: all.total_cost });
  expect(usage.user_channels[0]).toMatchObject({
    name: 'default',
    routing_algorithm: 'priority',
    total_cost: all.total_cost,
    request_count: demo?.['request_count'],
  });
});

test('the metrics count calls by outcome, what they used and cost, and those that were refused', async () => {
  const figure = async (name: string) => {
    const { text } = await gateway.api.get('/metrics');
    const line = text.split('\n').find((each) => each.startsWith(`${name} `));
    return Number(line?.slice(name.length));
  };
  const succeeded = 'taskloom_model_calls_total{protocol="openai-chat",outcome="succeeded"}';
  const before = (await figure(succeeded)) || 0;
  const paid = 'taskloom_model_calls_credits_total{paid_by="balance"}';
  const paidBefore = (await figure(paid)) || 0;
  await calls(ada, 2);
  const refusal = await gateway.ask((await gateway.newcomer()).token);
  expect(refusal.status).toBe(402);
  expect(await figure(succeeded)).toBe(before + 2);
  const [first, second] = (await ada.api.get(LOGS)).body as { cost: string }[];
  expect((await figure(paid)) - paidBefore).toBeCloseTo(Number(first?.cost) + Number(second?.cost), 6);
  expect(await figure('taskloom_model_calls_refused_total{reason="INSUFFICIENT_CREDITS"}')).toBeGreaterThan(
    0,
  );
  expect(await figure('taskloom_model_calls_tokens_total{direction="out"}')).toBeGreaterThan(0);
  expect(await figure('taskloom_model_calls_open')).toBe(0);
  expect(await figure('taskloom_channels{state="in_use"}')).toBeGreaterThan(0);
  expect(await figure('taskloom_channels{state="switched_off"}')).toBe(0);
});

test('who has too little is told what was needed, and what is left', async () => {
  const poor = await gateway.newcomer();
  const chinese = { 'accept-language': 'zh' };
  const answer = await gateway.ask(poor.token, 'demo-text', chinese);
  expect(answer.body.error.message).toMatch(/^积分不足：需要预留 [\d.]+，可用 0$/);
  const english = await gateway.ask(poor.token, 'demo-text', { 'accept-language': 'en' });
  expect(english.body.error.message).toMatch(
    /^There are too few credits: [\d.]+ are to be set aside, and 0 can be spent$/,
  );

  const { body } = await ada.api.post('/api/user/api-keys', { name: 'k', quota_limit: '0.00000001' });
  const quota = await gateway.ask(body.api_key as string, 'demo-text', { 'accept-language': 'en' });
  expect(quota.status).toBe(402);
  expect(quota.body.error.message).toMatch(
    /^Too little is left of the quota: [\d.]+ credits are to be set aside, and 0.00000001 of 0.00000001 are left$/,
  );
});

test('the days of the figures are those of UTC', async () => {
  await calls(ada, 1);
  expect((await ada.api.get('/api/user/stats')).body).toMatchObject({ total_requests: 1, today_requests: 1 });
  gateway.advance(86_400_000);
  expect((await ada.api.get('/api/user/stats')).body).toMatchObject({ total_requests: 1, today_requests: 0 });
  expect((await gateway.admin.get('/api/stats')).body).toMatchObject({ today_requests: 0 });
});

test('the catalog has the user channels that are switched on, with what they serve', async () => {
  const { body: set } = await gateway.admin.post('/api/user-channels', {
    name: 'pictures',
    multiplier: '1.5',
  });
  const channel = { name: 'pictures', type: 'demo', user_channel_id: set.id };
  const { body: made } = await gateway.admin.post('/api/channels', channel);
  const prices = { resolution: '720p', duration_unit_price: '0.5', durations: [] };
  const { body: video } = await gateway.admin.post('/api/models', {
    model_name: 'video-x',
    quota_type: 100,
    provider_icon_url: '/icons/x.svg',
    video_billing_config: { resolutions: [prices] },
  });
  for (const model_id of [video.id])
    await gateway.admin.post(`/api/channels/${made.id}/models`, { model_id });
  await gateway.admin.post('/api/user-channels', { name: 'hidden', enabled: false });
  gateway.settle();

  const catalog = (await ada.api.get('/api/user/catalog')).body as { name: string }[];
  expect(catalog.map(({ name }) => name)).toEqual(['default', 'pictures']);
  expect(catalog[0]).toMatchObject({
    multiplier: '1',
    enabled: true,
    models: expect.arrayContaining(['demo-text']),
  });
  expect(catalog[1]).toEqual({
    id: set.id,
    name: 'pictures',
    description: '',
    multiplier: '1.5',
    enabled: true,
    models: ['video-x'],
    model_icons: { 'video-x': '/icons/x.svg' },
    video_billing_configs: { 'video-x': { resolutions: [prices] } },
  });
});
