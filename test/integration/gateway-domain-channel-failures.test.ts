import { createChannelFailures } from '../../domain/gateway/channel-failures';
import type { Snapshot } from '../../domain/gateway/snapshot';
import { gatewayDomain, type GatewayDomain } from '../support/gateway-domain';

/** Channels that fail, and are switched off and on again for it. */

let gateway: GatewayDomain;
beforeAll(async () => {
  gateway = await gatewayDomain();
});
afterEach(() => gateway.clear());
afterAll(() => gateway.close());

/** The snapshot once everybody must see what was committed before. */
function fresh(): Promise<Snapshot> {
  gateway.advance(1000);
  return gateway.catalog.snapshot();
}

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
