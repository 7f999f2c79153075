import { inspect } from 'node:util';
import { openDatabase } from '../../domain/db/database';
import { createGatewayCatalog } from '../../domain/gateway/catalog';
import { createChannelFailures } from '../../domain/gateway/channel-failures';
import { createChannels } from '../../domain/gateway/channels';
import { decimal } from '../../domain/gateway/decimal';
import { createGroupMultipliers } from '../../domain/gateway/group-multipliers';
import { readPriceVersion } from '../../domain/gateway/models';
import { createSealer } from '../../domain/gateway/sealed-text';
import { DEMO_MODEL, seedGateway } from '../../domain/gateway/seed';
import type { Snapshot } from '../../domain/gateway/snapshot';
import { FORBIDDEN_URL, gatewayDomain, type GatewayDomain } from '../support/gateway-domain';
import { refusal } from '../support/refusal';
import { until } from '../support/studio-user';

let gateway: GatewayDomain;
beforeAll(async () => {
  gateway = await gatewayDomain();
});
afterEach(() => gateway.clear());
afterAll(() => gateway.close());

const priced = (sheet: Record<string, unknown>, quotaType = 0) => ({ quotaType, sheet });

/** The snapshot once everybody must see what was committed before. */
async function fresh(): Promise<Snapshot> {
  gateway.advance(1000);
  return gateway.catalog.snapshot();
}

describe('an empty gateway', () => {
  test('begins with a demo that works, once, however many processes seed it', async () => {
    await Promise.all(Array.from({ length: 4 }, () => seedGateway(gateway)));
    const snapshot = await fresh();
    const [candidate, ...others] = snapshot.candidates({ model: DEMO_MODEL, groupIds: [] });
    expect(others).toEqual([]);
    expect(candidate).toMatchObject({
      channel: { name: 'Demo', type: 'demo', apiKey: null },
      userChannel: { name: 'default' },
      model: { isDemo: true, priceVersion: 1, price: { rates: { input: { price: decimal(1) } } } },
      upstreamModel: DEMO_MODEL,
      multipliers: { group: decimal(1), userChannel: decimal(1) },
    });
    expect(snapshot.defaultGroup).toMatchObject({ name: 'user' });
  });

  test('stays as an operator has left it', async () => {
    await seedGateway(gateway);
    const [demo] = await gateway.channels.list();
    await gateway.channels.remove(demo!.id);
    await seedGateway(gateway);
    expect(await gateway.channels.list()).toEqual([]);
  });
});

describe('the catalog', () => {
  let model: number;
  let userChannel: number;
  beforeEach(async () => {
    await seedGateway(gateway);
    model = (await gateway.models.create({ name: 'gpt-x', prices: priced({ input_price: '2.5' }) })).id;
    userChannel = (await gateway.userChannels.create({ name: 'fast', multiplier: '1.2' })).id;
  });

  test('has a channel’s secrets, and shows them to nobody who does not ask', async () => {
    await gateway.newChannel(
      {
        userChannelId: userChannel,
        baseUrl: 'https://a.example/v1',
        apiKey: 'sk-upstream-1234',
        proxy: 'http://u:pass@p',
      },
      model,
      { upstreamModelName: 'gpt-x-2026' },
    );
    const [candidate] = (await fresh()).candidates({ model: 'gpt-x', groupIds: [] });
    expect(candidate?.channel.apiKey?.reveal()).toBe('sk-upstream-1234');
    expect(candidate?.channel.proxy?.reveal()).toBe('http://u:pass@p');
    expect(candidate).toMatchObject({
      upstreamModel: 'gpt-x-2026',
      multipliers: { userChannel: decimal('1.2') },
    });
    const shown = [
      inspect(candidate, { depth: 9 }),
      `${String(candidate?.channel.apiKey)}`,
      JSON.stringify(candidate, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value)),
      JSON.stringify(await gateway.channels.list()),
    ].join();
    expect(shown).not.toMatch(/upstream-1|u:pass/);
    expect(shown).toContain('…1234');
    const [row] = await gateway.select<{ sealed: string }>(
      `SELECT HEX(api_key_sealed) AS sealed FROM gateway_channels WHERE api_key_sealed IS NOT NULL`,
    );
    expect(Buffer.from(row!.sealed, 'hex').toString('latin1')).not.toContain('upstream');
  });

  test('leaves out whatever is switched off, at each of its four places', async () => {
    const id = await gateway.newChannel({ userChannelId: userChannel }, model);
    const [link] = await gateway.channelModels.list({ channelId: id });
    const found = async () => (await fresh()).candidates({ model: 'gpt-x', groupIds: [] }).length;
    expect(await found()).toBe(1);
    const places = [
      (enabled: boolean) => gateway.channels.update(id, { enabled }),
      (enabled: boolean) => gateway.models.update(model, { enabled }),
      (enabled: boolean) => gateway.userChannels.update(userChannel, { enabled }),
      (enabled: boolean) => gateway.channelModels.update(link!.id, { enabled }),
    ];
    for (const set of places) {
      await set(false);
      expect(await found()).toBe(0);
      await set(true);
      expect(await found()).toBe(1);
    }
  });

  test('gives a caller only the user channels that they may use', async () => {
    const other = (await gateway.userChannels.create({ name: 'slow' })).id;
    await gateway.newChannel({ userChannelId: userChannel }, model);
    await gateway.newChannel({ userChannelId: other }, model);
    const snapshot = await fresh();
    const names = (userChannels?: number[]) =>
      snapshot
        .candidates({ model: 'gpt-x', groupIds: [], userChannels })
        .map((each) => each.userChannel.name);
    expect(names()).toEqual(['fast', 'slow']);
    expect(names([other])).toEqual(['slow']);
    expect(names([other, 999])).toEqual(['slow']);
    expect(names([])).toEqual([]);
  });

  test('takes the nearest multiplier of each group, and of several groups the lowest or the highest', async () => {
    const id = await gateway.newChannel({ userChannelId: userChannel }, model);
    const [link] = await gateway.channelModels.list({ channelId: id });
    const vip = (await gateway.groups.create({ name: 'vip', multiplier: '0.8' })).id;
    const dear = (await gateway.groups.create({ name: 'dear', multiplier: '3' })).id;
    const multiplier = async (groupIds: number[], choice?: 'min' | 'max') => {
      const [candidate] = (await fresh()).candidates({ model: 'gpt-x', groupIds, choice });
      return candidate?.multipliers.group;
    };
    expect(await multiplier([vip])).toBe(decimal('0.8'));
    expect(await multiplier([vip, dear])).toBe(decimal('0.8'));
    expect(await multiplier([vip, dear], 'max')).toBe(decimal('3'));
    expect(await multiplier([999])).toBe(decimal('1'));

    const ofChannels = createGroupMultipliers(gateway.db, 'channel');
    const ofModels = createGroupMultipliers(gateway.db, 'channelModel');
    await ofChannels.set(id, [
      { groupId: vip, multiplier: '0.5' },
      { groupId: dear, multiplier: 0 },
    ]);
    expect(await multiplier([vip])).toBe(decimal('0.5'));
    expect(await multiplier([dear])).toBe(decimal('3'));
    expect(await ofModels.set(link!.id, [{ groupId: vip, multiplier: '0.25' }])).toEqual([
      { groupId: vip, multiplier: '0.25' },
    ]);
    expect(await multiplier([vip])).toBe(decimal('0.25'));
    expect(await ofModels.set(link!.id, [])).toEqual([]);
    expect(await multiplier([vip])).toBe(decimal('0.5'));
  });

  test('reads again only when something has changed, once for all who wait', async () => {
    await gateway.newChannel({ userChannelId: userChannel }, model);
    const first = await fresh();
    const query = jest.spyOn(gateway.db, 'query');
    const statements = () => query.mock.calls.map(([text]) => text as string);
    // A second may pass, and nothing has changed: one read of the revision, whoever asks.
    gateway.advance(1000);
    const again = await Promise.all(Array.from({ length: 50 }, () => gateway.catalog.snapshot()));
    expect(new Set(again)).toEqual(new Set([first]));
    expect(statements()).toEqual([expect.stringContaining('gateway_revision')]);
    for (let n = 0; n < 100; n++) await gateway.catalog.snapshot();
    expect(statements()).toHaveLength(1);
    query.mockRestore();

    await gateway.models.update(model, { prices: priced({ input_price: '9' }) });
    const changed = await fresh();
    expect(changed).not.toBe(first);
    expect(changed.models.get('gpt-x')).toMatchObject({ priceVersion: 2 });
  });

  test('what one process changes is in force in another within a second', async () => {
    const id = await gateway.newChannel({ userChannelId: userChannel }, model);
    const other = openDatabase({ url: gateway.url, poolSize: 2 });
    const catalog = createGatewayCatalog({ ...gateway, db: other });
    const count = async () => (await catalog.snapshot()).candidates({ model: 'gpt-x', groupIds: [] }).length;
    expect(await count()).toBe(1);
    await gateway.channels.update(id, { enabled: false });
    const committed = Date.now();
    await until(async () => (await count()) === 0);
    expect(Date.now() - committed).toBeLessThan(1100);
    await other.close();
  });

  test('a key that does not open takes its own channel away, and no other', async () => {
    await gateway.newChannel({ userChannelId: userChannel, apiKey: 'one' }, model);
    const stranger = createSealer([{ id: 'other', key: Buffer.alloc(32, 9) }]);
    const channels = createChannels({ ...gateway, sealer: stranger, guard: () => Promise.resolve() });
    const { id } = await channels.create({ name: 'sealed', userChannelId: userChannel, apiKey: 'two' });
    await gateway.channelModels.create({ channelId: id, modelId: model });
    const snapshot = await fresh();
    expect(snapshot.candidates({ model: 'gpt-x', groupIds: [] })).toHaveLength(1);
    const problem = { channelId: id, name: 'sealed', problem: expect.stringContaining('TASKLOOM_SECRET') };
    expect(snapshot.problems).toEqual([problem]);
    expect(await gateway.channels.get(id)).toMatchObject({ apiKeyHint: '?', problem: problem.problem });

    // Whoever watches is told once each time that it changes.
    const told: unknown[] = [];
    const catalog = createGatewayCatalog({ ...gateway, onProblems: (problems) => told.push(problems) });
    const again = async () => {
      gateway.advance(1000);
      await catalog.snapshot();
      return told.length;
    };
    expect(await again()).toBe(1);
    expect(await again()).toBe(1);
    await gateway.groups.create({ name: 'another change' });
    expect(await again()).toBe(1);
    await gateway.channels.update(id, { apiKey: 'three' });
    expect(await again()).toBe(2);
    expect(told).toEqual([[problem], []]);
    expect(await gateway.channels.get(id)).toMatchObject({ problem: null });
  });
});

describe('what operators set up', () => {
  test('names are taken once, and what is referred to cannot be deleted', async () => {
    const { id: userChannelId } = await gateway.userChannels.create({ name: 'a' });
    expect(await refusal(gateway.userChannels.create({ name: 'a' }))).toEqual({
      code: 'ALREADY_EXISTS',
      fields: ['body.name'],
    });
    const channel = await gateway.channels.create({ name: 'c', userChannelId });
    expect(await refusal(gateway.channels.create({ name: 'c', userChannelId }))).toMatchObject({
      code: 'ALREADY_EXISTS',
    });
    expect(await refusal(gateway.channels.create({ name: 'd', userChannelId: 999 }))).toEqual({
      code: 'VALIDATION',
      fields: ['body.user_channel_id'],
    });
    expect(await refusal(gateway.userChannels.remove(userChannelId))).toEqual({ code: 'IN_USE' });
    expect(await gateway.channels.remove(channel.id)).toBe(true);
    expect(await gateway.channels.remove(channel.id)).toBe(false);
    expect(await gateway.userChannels.remove(userChannelId)).toBe(true);
    expect(await refusal(gateway.channels.update(channel.id, { name: 'e' }))).toEqual({ code: 'NOT_FOUND' });
  });

  test('a channel has each model once, and goes with its links', async () => {
    const { id: userChannelId } = await gateway.userChannels.create({ name: 'a' });
    const { id: modelId } = await gateway.models.create({ name: 'm' });
    const { id: channelId } = await gateway.channels.create({ name: 'c', userChannelId });
    const link = await gateway.channelModels.create({ channelId, modelId });
    expect(link).toMatchObject({ modelName: 'm', upstreamModelName: 'm', enabled: true });
    expect(await refusal(gateway.channelModels.create({ channelId, modelId }))).toMatchObject({
      code: 'ALREADY_EXISTS',
    });
    expect(await refusal(gateway.channelModels.create({ channelId: 999, modelId }))).toEqual({
      code: 'VALIDATION',
      fields: ['body.channel_id'],
    });
    expect(await refusal(gateway.channelModels.create({ channelId, modelId: 999 }))).toEqual({
      code: 'VALIDATION',
      fields: ['body.model_id'],
    });
    expect(await gateway.models.remove(modelId)).toBe(true);
    expect(await gateway.channelModels.list()).toEqual([]);
  });

  test('the built-in group keeps its name and stays; others go when nobody is in them', async () => {
    await seedGateway(gateway);
    const [builtIn] = await gateway.groups.list();
    expect(builtIn).toMatchObject({ name: 'user', builtIn: true });
    expect(await refusal(gateway.groups.remove(builtIn!.id))).toEqual({
      code: 'VALIDATION',
      fields: ['path.id'],
    });
    expect(await refusal(gateway.groups.update(builtIn!.id, { name: 'people' }))).toEqual({
      code: 'VALIDATION',
      fields: ['body.name'],
    });
    expect(await gateway.groups.update(builtIn!.id, { name: 'user', multiplier: '0' })).toMatchObject({
      multiplier: '1',
    });
    const user = await gateway.newUser();
    const { id } = await gateway.groups.create({ name: 'vip' });
    await gateway.userGroups.set(user, [{ groupId: id, expiresAt: null }]);
    expect(await refusal(gateway.groups.remove(id))).toEqual({ code: 'IN_USE' });
    expect(await refusal(gateway.userGroups.set(user, [{ groupId: 999, expiresAt: null }]))).toMatchObject({
      code: 'VALIDATION',
    });
    expect((await gateway.userGroups.of([user])).get(user)).toEqual([{ groupId: id, expiresAt: null }]);
    await gateway.userGroups.set(user, []);
    await gateway.groups.remove(id);
    expect(await refusal(gateway.groups.remove(id))).toEqual({ code: 'NOT_FOUND' });
  });

  test('every change of a price is a version, and nothing else is', async () => {
    const { id } = await gateway.models.create({ name: 'm', prices: priced({ input_price: '1.50' }) });
    await gateway.models.update(id, { description: 'words', prices: priced({ input_price: '1.5' }) });
    expect(await gateway.models.get(id)).toMatchObject({ priceVersion: 1, description: 'words' });
    await gateway.models.update(id, { prices: priced({ output_price: 3 }) });
    const versions = await gateway.models.priceVersions('m');
    expect(versions.map(({ version, price }) => [version, Object.keys(price.rates)])).toEqual([
      [2, ['output']],
      [1, ['input']],
    ]);
    // The name may be used again: the prices of its calls stay what they were.
    await gateway.models.remove(id);
    expect(await gateway.models.create({ name: 'm' })).toMatchObject({ priceVersion: 3 });
    expect(await readPriceVersion(gateway.db, 'm', 1)).toMatchObject({
      rates: { input: { price: decimal('1.5') } },
    });
    expect(await readPriceVersion(gateway.db, 'm', 9)).toBeUndefined();
  });

  test.each<[string, object, string]>([
    ['name', { name: '  ' }, 'body.name'],
    ['type', { type: 'telepathy' }, 'body.type'],
    ['weight', { weight: -1 }, 'body.weight'],
    ['timeout', { idleTimeoutMs: 0 }, 'body.idle_timeout_ms'],
    ['multiplier', { multiplier: 'lots' }, 'body.multiplier'],
    ['priority', { priority: 1.5 }, 'body.priority'],
  ])('a channel’s %s is checked', async (_, change, field) => {
    const { id: userChannelId } = await gateway.userChannels.create({ name: 'a' });
    const wish = { name: 'c', userChannelId, ...change };
    expect(await refusal(gateway.channels.create(wish))).toEqual({ code: 'VALIDATION', fields: [field] });
    expect(await gateway.channels.list()).toEqual([]);
  });

  test('a channel’s address goes past the guard, when it is made and when it is changed', async () => {
    const { id: userChannelId } = await gateway.userChannels.create({ name: 'a' });
    await expect(
      gateway.channels.create({ name: 'c', userChannelId, baseUrl: FORBIDDEN_URL }),
    ).rejects.toThrow('guarded');
    const { id } = await gateway.channels.create({ name: 'c', userChannelId, baseUrl: 'https://ok.example' });
    await expect(gateway.channels.update(id, { baseUrl: FORBIDDEN_URL })).rejects.toThrow('guarded');
    expect(await gateway.channels.get(id)).toMatchObject({ baseUrl: 'https://ok.example' });
  });

  test('an empty key keeps the one that is there, and null takes it away', async () => {
    const { id: userChannelId } = await gateway.userChannels.create({ name: 'a' });
    const { id } = await gateway.channels.create({
      name: 'c',
      userChannelId,
      apiKey: 'a-key-of-some-length',
    });
    await gateway.channels.update(id, { apiKey: '', priority: 5 });
    expect((await gateway.channels.connection(id)).apiKey?.reveal()).toBe('a-key-of-some-length');
    await gateway.channels.update(id, { apiKey: null });
    expect(await gateway.channels.get(id)).toMatchObject({ apiKeyHint: null, priority: 5 });
  });
});

describe('a channel’s failures', () => {
  const fail = (id: number, failures = 1, reason = '503', worked = false) =>
    createChannelFailures(gateway).record(
      [{ id, worked, failures, last: { at: gateway.clock.now(), reason } }],
      { disableAfter: 3 },
    );
  const succeed = (id: number) =>
    createChannelFailures(gateway).record([{ id, worked: true, failures: 0, last: undefined }], {
      disableAfter: 3,
    });

  test('in a row switch it off, and to switch it on again forgets them', async () => {
    const { id: userChannelId } = await gateway.userChannels.create({ name: 'a' });
    const { id } = await gateway.channels.create({ name: 'c', userChannelId });
    expect(await fail(id, 2)).toEqual([]);
    await succeed(id);
    expect(await gateway.channels.get(id)).toMatchObject({
      consecutiveFailures: 0,
      lastFailureReason: '503',
    });
    expect(await fail(id, 2)).toEqual([]);
    expect(await fail(id, 1, '503', true)).toEqual([]); // it answered in between
    expect(await fail(id)).toEqual([]);
    const { revision } = await fresh();
    expect(await fail(id, 1, 'x'.repeat(999))).toEqual([id]);
    expect((await fresh()).revision).toBeGreaterThan(revision);
    expect(await fail(id)).toEqual([]); // it is off already
    expect(await gateway.channels.get(id)).toMatchObject({
      enabled: false,
      consecutiveFailures: 4,
      autoDisabledReason: 'x'.repeat(255),
    });
    expect(await gateway.channels.update(id, { enabled: true })).toMatchObject({
      enabled: true,
      consecutiveFailures: 0,
      autoDisabledAt: null,
      lastFailureReason: null,
    });
  });

  test('are forgotten after a while; what an operator switched off stays off', async () => {
    const failures = createChannelFailures(gateway);
    const { id: userChannelId } = await gateway.userChannels.create({ name: 'a' });
    const failing = await gateway.channels.create({ name: 'failing', userChannelId });
    await gateway.channels.create({ name: 'off', userChannelId, enabled: false });
    expect(await fail(failing.id, 3, '500')).toEqual([failing.id]);
    expect(await failures.recover(new Date(gateway.clock.now().getTime() - 1000))).toEqual([]);
    gateway.advance(2000);
    expect(await failures.recover(new Date(gateway.clock.now().getTime() - 1000))).toEqual([failing.id]);
    expect((await gateway.channels.list()).map(({ enabled }) => enabled)).toEqual([true, false]);
  });

  test('counted in several processes at once are all counted', async () => {
    const { id: userChannelId } = await gateway.userChannels.create({ name: 'a' });
    const made = await Promise.all(
      ['c', 'd'].map((name) => gateway.channels.create({ name, userChannelId })),
    );
    const last = { at: gateway.clock.now(), reason: '500' };
    const both = made.map(({ id }) => ({ id, worked: false, failures: 1, last }));
    await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        createChannelFailures(gateway).record(n % 2 ? both : [...both].reverse()),
      ),
    );
    const counted = (await gateway.channels.list()).map(({ consecutiveFailures }) => consecutiveFailures);
    expect(counted).toEqual([20, 20]);
  });
});
