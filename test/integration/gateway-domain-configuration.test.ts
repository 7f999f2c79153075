import { decimal } from '../../domain/decimal';
import { readPriceVersion } from '../../domain/gateway/models';
import { seedGateway } from '../../domain/gateway/seed';
import { FORBIDDEN_URL, gatewayDomain, type GatewayDomain } from '../support/gateway-domain';
import { refusal } from '../support/refusal';

/** What operators set up: channels, models, groups and prices. */

let gateway: GatewayDomain;
beforeAll(async () => {
  gateway = await gatewayDomain();
});
afterEach(() => gateway.clear());
afterAll(() => gateway.close());

const priced = (sheet: Record<string, unknown>, quotaType = 0) => ({ quotaType, sheet });

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
