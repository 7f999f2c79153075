import { QueryTypes } from 'sequelize';
import { deriveKeys } from '../../config/keys';
import { creditsToNumber } from '../../domain/credits';
import { createChannelModels } from '../../domain/gateway/channel-models';
import { createChannels, type ChannelWish } from '../../domain/gateway/channels';
import { createGatewayModels, type GatewayModelWish } from '../../domain/gateway/models';
import type { ChannelType } from '../../domain/gateway/snapshot';
import { createSealer } from '../../domain/sealed-text';
import { createUserChannels } from '../../domain/gateway/user-channels';
import type { Fault } from '../../simulators/llm/faults';
import type { SeenRequest } from '../../simulators/llm/recorder';
import { startLlmSimulator, type LlmSimulator } from '../../simulators/llm/server';
import { eventually } from './eventually';
import { modelGateway, type KeyHolder, type ModelGateway } from './model-gateway';
import { PLATFORM_SECRET, type PlatformOptions } from './platform';

/** A channel to the simulated upstreams, known there by its key. */
export interface FaultyChannel {
  readonly id: number;
  readonly key: string;
  /** Its next requests meet these, one each; a list is met by one request together. */
  failNext(...faults: readonly (Fault | readonly Fault[])[]): void;
  failAlways(...faults: readonly Fault[]): void;
  /** What came to it. */
  readonly requests: readonly SeenRequest[];
}

export interface FaultyChannelWish extends Partial<Omit<ChannelWish, 'name' | 'type' | 'apiKey'>> {
  readonly type: ChannelType;
}

/** A model with channels of its own, of which the first comes first. */
export interface FaultyModel<Channels extends readonly FaultyChannel[]> {
  readonly name: string;
  readonly channels: Channels;
}

/** What was written down of a call. */
export interface WrittenCall {
  readonly id: string;
  readonly status: string;
  readonly error_code: string | null;
  readonly usage_source: string;
  readonly input_tokens: number;
  readonly output_tokens: number;
  readonly cost: number;
  readonly shortfall: number;
  readonly channel_id: number | null;
  readonly attempts: readonly {
    readonly channel_id: number;
    readonly status: number | null;
    readonly error: string | null;
    readonly outcome: string;
  }[];
}

export interface FaultyGateway extends ModelGateway {
  readonly simulator: LlmSimulator;
  /** Offers a new model through new channels. */
  offer<const T extends readonly FaultyChannelWish[]>(
    channels: T,
    wish?: Partial<GatewayModelWish>,
  ): Promise<FaultyModel<{ readonly [K in keyof T]: FaultyChannel }>>;
  /** The one call that somebody made, once it is settled; with that it costs what it says, and nothing is held. */
  onlyCall(holder: KeyHolder): Promise<WrittenCall>;
  /** All calls that somebody made and that are settled, in their order; those that were refused are no part of them. */
  callsOf(holder: KeyHolder): Promise<WrittenCall[]>;
  /** What is wrong with the books, and where an upstream's key or address was told; empty when all is well. */
  complaints(): Promise<readonly unknown[]>;
}

/** What somebody is given who has a key, in credits. */
export const GIVEN = 100;

/** Prices at which a short call costs something that can be seen. */
const PRICES = { quotaType: 0, sheet: { input_price: '1000', output_price: '2000' } };

/** A gateway whose upstreams are simulated, and fail as they are told to. */
export async function faultyGateway(options: PlatformOptions = {}): Promise<FaultyGateway> {
  const simulator = await startLlmSimulator();
  const gateway = await modelGateway(options);
  const { db, clock, ledger } = gateway;
  const { current } = deriveKeys({ current: PLATFORM_SECRET, previous: [] }).channels;
  const channels = createChannels({
    db,
    clock,
    sealer: createSealer([current]),
    guard: () => Promise.resolve(),
  });
  const models = createGatewayModels({ db, clock });
  const links = createChannelModels({ db, clock });
  const { id: userChannelId } = await createUserChannels({ db, clock }).create({ name: 'simulated' });
  const secrets: string[] = [new URL(simulator.origin).host];
  let made = 0;
  let offers = 0;

  const select = <T extends object>(sql: string, values: readonly unknown[] = []) =>
    db.query<T>(sql, { replacements: [...values], type: QueryTypes.SELECT });

  async function newChannel(wish: FaultyChannelWish, priority: number, modelId: number) {
    const key = `upstream-key-${++made}`;
    secrets.push(key);
    const { id } = await channels.create({
      name: `channel ${made}`,
      baseUrl: wish.type === 'openai' || wish.type === 'responses' ? simulator.url : simulator.origin,
      userChannelId,
      priority,
      ...wish,
      apiKey: key,
    });
    await links.create({ channelId: id, modelId });
    return {
      id,
      key,
      failNext: (...faults) => faults.forEach((one) => simulator.fail({ faults: [one].flat(), key })),
      failAlways: (...faults) => simulator.fail({ faults, key, times: 'always' }),
      get requests() {
        return simulator.requests.filter((request) => request.key === key);
      },
    } satisfies FaultyChannel;
  }

  async function callsOf({ keyId }: KeyHolder): Promise<WrittenCall[]> {
    const calls = await select<Omit<WrittenCall, 'attempts'>>(
      `SELECT id, status, error_code, usage_source, input_tokens, output_tokens, CAST(cost AS CHAR) AS cost,
         CAST(shortfall AS CHAR) AS shortfall, channel_id FROM gateway_calls
       WHERE api_key_id = ? AND status <> 'refused' ORDER BY number`,
      [keyId],
    );
    return Promise.all(
      calls.map(async (call) => ({
        ...call,
        cost: creditsToNumber(BigInt(call.cost)),
        shortfall: creditsToNumber(BigInt(call.shortfall)),
        attempts: await select<WrittenCall['attempts'][number]>(
          'SELECT channel_id, status, error, outcome FROM gateway_attempts WHERE call_id = ? ORDER BY number',
          [call.id],
        ),
      })),
    );
  }

  return {
    ...gateway,
    simulator,
    callsOf,
    async offer(wishes, wish = {}) {
      const name = `model-${++offers}`;
      const { id } = await models.create({ name, prices: PRICES, ...wish });
      const offered: FaultyChannel[] = [];
      for (const [place, each] of wishes.entries()) {
        offered.push(await newChannel(each, wishes.length - place, id));
      }
      // What a process knows of the configuration is a second old at most.
      gateway.advance(1_000);
      return { name, channels: offered as never };
    },
    async onlyCall(holder) {
      await eventually(async () => expect(await callsOf(holder)).toHaveLength(1));
      const [call] = await callsOf(holder);
      if (!call) throw new Error('there was a call');
      const trail = await ledger.explain(`call/${call.id}`);
      expect(trail.holds.filter(({ state }) => state === 'pending')).toEqual([]);
      expect(trail.captures.length).toBeLessThanOrEqual(1);
      const balance = await holder.user.balance();
      expect(balance.held).toBe(0);
      expect(balance.available).toBeCloseTo(GIVEN - call.cost + call.shortfall, 8);
      return call;
    },
    async complaints() {
      const { violations } = await ledger.audit();
      const openHolds = await select("SELECT hold_key FROM holds WHERE state = 'pending'");
      const reservations = await select('SELECT * FROM gateway_reservations');
      const openCalls = await select('SELECT * FROM gateway_package_calls');
      const reserved = await select('SELECT * FROM gateway_budgets WHERE reserved <> 0 OR spent < 0');
      const log = JSON.stringify(gateway.logged);
      const told = secrets.filter((secret) => log.includes(secret));
      return [...violations, ...openHolds, ...reservations, ...openCalls, ...reserved, ...told];
    },
    async close() {
      await gateway.close();
      await simulator.close();
    },
  };
}

/** Between two looks: what is waited for runs in this process as well, and an assertion that fails is dear. */
