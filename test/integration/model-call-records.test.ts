import { createSealer } from '../../domain/sealed-text';
import { createChannels } from '../../domain/gateway/channels';
import { startLlmSimulator, type LlmSimulator } from '../../simulators/llm/server';
import { eventually } from '../support/eventually';
import type { GatewayUser } from '../support/gateway';
import { managedGateway, type ManagedGateway } from '../support/gateway-management';

/** What is written down of model calls beside their charge, for whoever has to answer for them. */

let gateway: ManagedGateway;
let simulator: LlmSimulator;
let ada: GatewayUser;

const LARGEST = 6_000;

beforeAll(async () => {
  simulator = await startLlmSimulator();
  gateway = await managedGateway({
    settings: {
      modelCalls: {
        abortDrainMs: 200,
        longestCallMs: 60_000,
        session: { requestsPerMinute: null, tokensPerMinute: null, maxConcurrency: null },
        bodies: { days: 7, largestBytes: LARGEST },
        disableAfterFailures: 3,
      },
    },
  });
});
beforeEach(async () => {
  ada = await gateway.newcomer(10);
});
afterAll(async () => {
  await gateway.close();
  await simulator.close();
});

const LOGS = '/api/user/logs';
let made = 0;

/** A new model, through new channels of which the first comes first; answers its name, and the channels' ids and keys. */
async function offer(...wishes: readonly Record<string, unknown>[]) {
  const model = `model-${++made}`;
  const { body: sets } = await gateway.admin.get('/api/user-channels');
  const channels: { id: number; key: string }[] = [];
  for (const [place, wish] of wishes.entries()) {
    const key = `upstream-${made}-${place}`;
    const { body } = await gateway.admin.post('/api/channels', {
      name: `channel ${made}.${place}`,
      base_url: simulator.url,
      api_key: key,
      user_channel_id: sets[0].id,
      priority: wishes.length - place,
      ...wish,
    });
    await gateway.admin.post(`/api/channels/${body.id}/models`, { model_name: model });
    channels.push({ id: body.id as number, key });
  }
  gateway.settle();
  return { model, channels };
}

async function newKey(wish: Record<string, unknown> = {}): Promise<string> {
  return (await ada.api.post('/api/user/api-keys', { name: 'k', ...wish })).body.api_key as string;
}

/** Calls the gateway with a key. */
function call(key: string, body: string | object, path = '/v1/chat/completions'): Promise<Response> {
  return fetch(`${gateway.baseUrl}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', 'user-agent': 'a test' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

const say = (model: string, more: object = {}) => ({
  model,
  messages: [{ role: 'user', content: 'Hello' }],
  ...more,
});
const log = async () => (await ada.api.get(LOGS)).body as Record<string, unknown>[];
const shown = async (channel: number) =>
  ((await gateway.admin.get('/api/channels')).body as Record<string, unknown>[]).find(
    ({ id }) => id === channel,
  );

describe('a call that is refused', () => {
  const cases: [
    why: string,
    code: string,
    status: number,
    wish: Record<string, unknown>,
    body: string | object,
  ][] = [
    ['for its body', 'INVALID', 400, {}, '{"model": "demo-text", '],
    ['for it names no model', 'INVALID', 400, {}, say('')],
    ['for a name without end', 'INVALID', 400, {}, say('x'.repeat(500))],
    ['for there is no such model', 'MODEL_NOT_FOUND', 404, {}, say('x'.repeat(150))],
    [
      'for its key has other models',
      'MODEL_NOT_ALLOWED',
      403,
      { allowed_models: ['demo-text'] },
      say('gpt-x'),
    ],
    ['for its key is for elsewhere', 'KEY_ADDRESS', 403, { allowed_ips: ['203.0.113.7'] }, say('demo-text')],
    ['for its quota', 'QUOTA_SPENT', 402, { quota_limit: '0.00000001' }, say('demo-text')],
    ['for its balance', 'INSUFFICIENT_CREDITS', 402, {}, say('demo-text', { max_tokens: 10_000_000 })],
    ['for its tokens a minute', 'INVALID', 400, { tokens_per_minute: 1 }, say('demo-text')],
  ];

  test.each(cases)('%s is in its owner’s log, at no cost', async (_, code, status, wish, body) => {
    const key = await newKey(wish);
    const answer = await call(key, body);
    expect(answer.status).toBe(status);
    const { error } = (await answer.json()) as { error: { message: string } };
    await eventually(async () => expect(await log()).toHaveLength(1));
    const [row] = await log();
    expect(row).toMatchObject({
      state: 'refused',
      status: 4,
      error_code: code,
      error_message: error.message,
      user_agent: 'a test',
      protocol: 'openai-chat',
      channel_id: null,
      cost: '0',
      input_tokens: 0,
      price_version: null,
    });
    // Nothing is read of who may not call at all.
    const isRead = typeof body === 'object' && code !== 'KEY_ADDRESS';
    const named = isRead ? (body as { model: string }).model.slice(0, 100) : '';
    expect(row?.['model_name']).toBe(named);
    const explained = (await gateway.admin.get(`/api/logs/${row?.['call_id'] as string}/explain`)).body;
    expect(explained).toMatchObject({
      quote: null,
      hold: null,
      attempts: [],
      bodies: null,
    });
    expect((await ada.api.get('/api/user/stats')).body).toMatchObject({
      total_requests: 0,
      today_requests: 0,
      rpm: 0,
    });
    expect((await ada.api.get(`${LOGS}?page=1`)).body).toMatchObject({ total: 1 });
  });

  test('by nobody leaves nothing', async () => {
    expect((await call(`sk-${'x'.repeat(43)}`, '{')).status).toBe(401);
    const key = await newKey();
    expect((await call(key, '{')).status).toBe(400);
    await eventually(async () => expect(await log()).toHaveLength(1));
  });

  test('again and again has a few rows a minute, and one that counts the rest', async () => {
    const [loud, quiet] = [await newKey(), await newKey()];
    const answers = await Promise.all(Array.from({ length: 100 }, () => call(loud, '{')));
    expect(answers.every(({ status }) => status === 400)).toBe(true);
    await call(quiet, say('no such model'));
    await eventually(async () => expect(await log()).toHaveLength(21));
    gateway.advance(61_000);
    await call(quiet, '{');
    await eventually(async () => expect(await log()).toHaveLength(23));
    const rows = (await log()).filter(({ error_message: words }) => (words as string).endsWith('(× 80)'));
    expect(rows).toHaveLength(1);
  });

  test('is answered before it is written down', async () => {
    const key = await newKey();
    await call(key, '{');
    const open = await gateway.db.transaction();
    await gateway.db.query('SELECT id FROM gateway_calls FOR UPDATE', { transaction: open });
    await gateway.db.query(
      `INSERT INTO gateway_calls (id, user_id, surface, model, protocol_in, ip, user_agent, status, usage_source,
         streamed, created_at, duration_ms)
       VALUES ('z', 0, '', '', '', '', '', 'refused', 'none', 0, UTC_TIMESTAMP(3), 0)`,
      { transaction: open },
    );
    expect((await call(key, '{')).status).toBe(400);
    await open.rollback();
    await eventually(async () => expect(await log()).toHaveLength(2));
  });
});

describe('what is said in a call', () => {
  async function bodiesOf(answer: Response) {
    const id = answer.headers.get('x-taskloom-call') ?? '';
    let bodies: Record<'request' | 'answer', { text: string; bytes: number; truncated: boolean } | null>;
    await eventually(async () => {
      const { body, status } = await gateway.admin.get(`/api/logs/${id}/explain`);
      expect(status).toBe(200);
      bodies = body.bodies;
      expect(bodies).not.toBeNull();
    });
    return { id, ...bodies! };
  }

  test.each([
    ['whole', false],
    ['as a stream', true],
  ])('%s is shown to administrators, without secrets, and to nobody else', async (_, stream) => {
    const { model } = await offer({});
    const secret = `sk-${'q'.repeat(40)}`;
    simulator.script('The answer is here.');
    const asked = { ...say(model, { stream }), metadata: { authorization: 'very secret' }, user: secret };
    const answer = await call(await newKey(), asked);
    const text = await answer.text();
    const bodies = await bodiesOf(answer);
    expect(bodies.request).toMatchObject({ bytes: JSON.stringify(asked).length, truncated: false });
    expect(bodies.request?.text).toContain('"content":"Hello"');
    expect(bodies.request?.text).not.toMatch(/very secret|qqqq/);
    expect(bodies.answer).toEqual({ text, bytes: Buffer.byteLength(text), truncated: false });
    expect((await ada.api.get(`${LOGS}/${bodies.id}/explain`)).body.bodies).toBeNull();
  });

  test('that is long is kept in its beginning', async () => {
    const { model } = await offer({});
    const answer = await call(await newKey(), say(model, { user: 'u'.repeat(10_000) }));
    await answer.text();
    const { request } = await bodiesOf(answer);
    expect(request).toMatchObject({ truncated: true });
    expect(request!.bytes).toBeGreaterThan(10_000);
    expect(request!.text).toHaveLength(LARGEST);
  });

  test('of a call that nobody could answer is what was asked', async () => {
    const { model, channels } = await offer({});
    simulator.fail({ faults: [{ kind: 'status', status: 500 }], key: channels[0]!.key });
    const answer = await call(await newKey(), say(model));
    expect(answer.status).toBe(502);
    const { request, answer: said } = await bodiesOf(answer);
    expect(request?.text).toContain('Hello');
    expect(said).toBeNull();
  });
});

describe('a channel', () => {
  test('takes no more calls a minute than it may: another one is tried, and else the caller told when', async () => {
    const { model, channels } = await offer({ requests_per_minute: 2 }, {});
    const alone = await offer({ requests_per_minute: 1 });
    const key = await newKey();
    for (let n = 0; n < 3; n++) expect((await call(key, say(model))).status).toBe(200);
    const served = channels.map(
      ({ key: own }) => simulator.requests.filter((each) => each.key === own).length,
    );
    expect(served).toEqual([2, 1]);

    expect((await call(key, say(alone.model))).status).toBe(200);
    const refused = await call(key, say(alone.model));
    expect(refused.status).toBe(503);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await refused.json()).toMatchObject({ error: { message: expect.any(String) } });
    expect(await shown(alone.channels[0]!.id)).toMatchObject({ consecutive_failures: 0, enabled: true });
  });

  test('has its failures counted, is well again after an answer, and is switched off after three in a row', async () => {
    const { model, channels } = await offer({});
    const [{ id, key: own }] = channels as [{ id: number; key: string }];
    const key = await newKey();
    const fail = async (status: number) => {
      simulator.fail({ faults: [{ kind: 'status', status }], key: own });
      await (await call(key, say(model))).text();
    };
    const failures = (count: number) =>
      eventually(async () => expect(await shown(id)).toMatchObject({ consecutive_failures: count }));
    await fail(500);
    await failures(1);
    expect(await shown(id)).toMatchObject({ last_failure_at: expect.any(String), auto_disabled_at: null });
    await fail(400); // that is the caller's fault
    expect((await call(key, say(model))).status).toBe(200);
    await failures(0);
    await fail(503);
    await fail(429);
    await fail(401);
    await eventually(async () =>
      expect(await shown(id)).toMatchObject({
        enabled: false,
        consecutive_failures: 3,
        auto_disabled_at: expect.any(String),
        auto_disabled_reason: expect.any(String),
      }),
    );
    expect(gateway.logged).toContainEqual(expect.objectContaining({ channels: [id], level: 40 }));
    gateway.settle();
    expect((await call(key, say(model))).status).toBe(503);
    expect(JSON.stringify(await shown(id))).not.toContain(own);
  });

  test('whose key does not open says so, and so does the log, once', async () => {
    const { channels } = await offer({});
    const { id } = channels[0]!;
    expect(await shown(id)).toMatchObject({ problem: null });
    const sealer = createSealer([{ id: 'gone', key: Buffer.alloc(32, 9) }]);
    const stranger = createChannels({ ...gateway, sealer, guard: () => Promise.resolve() });
    await stranger.update(id, { apiKey: 'sealed with a secret that is gone' });
    const key = await newKey();
    const lines = () => gateway.logged.filter(({ msg }) => msg === 'channels that cannot be used');
    for (let n = 0; n < 3; n++) {
      gateway.settle();
      await (await call(key, say('demo-text'))).text();
    }
    expect(lines()).toMatchObject([{ problems: [{ channelId: id }] }]);
    expect(await shown(id)).toMatchObject({
      api_key: '?',
      problem: expect.stringContaining('TASKLOOM_SECRET'),
    });
  });
});

test('the books hold', async () => {
  await eventually(async () => expect((await gateway.ledger.audit()).violations).toEqual([]));
});
