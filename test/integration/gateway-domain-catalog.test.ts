import { inspect } from 'node:util';
import { openDatabase } from '../../domain/db/database';
import { createGatewayCatalog } from '../../domain/gateway/catalog';
import { createChannels } from '../../domain/gateway/channels';
import { decimal } from '../../domain/decimal';
import { createGroupMultipliers } from '../../domain/gateway/group-multipliers';
import { createSealer } from '../../domain/sealed-text';
import { DEMO_MODEL, seedGateway } from '../../domain/gateway/seed';
import type { Snapshot } from '../../domain/gateway/snapshot';
import { gatewayDomain, type GatewayDomain } from '../support/gateway-domain';
import { until } from '../support/studio-user';

/** What calls are given to choose from, of what operators have set up. */

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
    const query = vi.spyOn(gateway.db, 'query');
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
