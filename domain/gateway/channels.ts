import type { Clock } from '../clock';
import { dateTime } from '../db/columns';
import type { Database } from '../db/database';
import { AppError } from '../errors';
import { NO_FAILURES, toChannel, type Channel } from './channel-rows';
import {
  changeConfiguration,
  type Columns,
  deleteRow,
  given,
  insertRow,
  selectRows,
  updateRow,
} from './configuration-rows';
import { withConstraints } from '../db/constraint-errors';
import { keysField, multiplierField, nameField, oneOfField, textField, wholeField } from '../fields';
import { expectKeyForOrigin } from '../key-origin';
import { SEALED_KEY, SEALED_PROXY, toLiveChannel } from './live-channel';
import type { Sealer } from '../sealed-text';
import { CHANNEL_TYPES, type LiveChannel } from './snapshot';

export type { Channel } from './channel-rows';

export interface ChannelWish {
  readonly name: string;
  readonly type?: string;
  /** Where the upstream is. `demo` has none. */
  readonly baseUrl?: string;
  /** A new key. Empty: the one that is there stays. Null: none from now on. */
  readonly apiKey?: string | null;
  /** The URL of a proxy; as for the key. */
  readonly proxy?: string | null;
  readonly userChannelId: number;
  readonly multiplier?: string | number;
  readonly priority?: number;
  readonly weight?: number;
  readonly enabled?: boolean;
  readonly maxConcurrency?: number | null;
  readonly requestsPerMinute?: number | null;
  readonly connectTimeoutMs?: number | null;
  readonly firstByteTimeoutMs?: number | null;
  readonly idleTimeoutMs?: number | null;
}

export interface Channels {
  list(): Promise<Channel[]>;
  /** AppError NOT_FOUND. */
  get(id: number): Promise<Channel>;
  /** AppErrors VALIDATION, ALREADY_EXISTS for a name that is taken, and what the guard throws. */
  create(wish: ChannelWish): Promise<Channel>;
  /**
   * Changes what is given; a new address wants the key anew. To switch a channel on again forgets its failures.
   * AppErrors as above, and NOT_FOUND.
   */
  update(id: number, change: Partial<ChannelWish>): Promise<Channel>;
  /** The channel goes with its models; its calls stay. Answers false when there is none. */
  remove(id: number): Promise<boolean>;
  /** The channel with its secrets, also when it is switched off: to ask the upstream something. AppError NOT_FOUND. */
  connection(id: number): Promise<LiveChannel>;
}

export interface ChannelDependencies {
  readonly db: Database;
  readonly clock: Clock;
  readonly sealer: Sealer;
  /** Throws AppError VALIDATION for a URL that must not be called. */
  readonly guard: (url: string) => Promise<void>;
}

/** Accounts are channels too, and are managed elsewhere: see accounts/accounts.ts. */
const NO_ACCOUNT = 'user_channel_id IS NOT NULL';

const MEANINGS = { unique: 'body.name', reference: 'body.user_channel_id' };
const DEFAULT_TYPE = 'openai';

export function createChannels({ db, clock, sealer, guard }: ChannelDependencies): Channels {
  const now = () => dateTime(clock.now());

  async function row(id: number) {
    const [found] = await selectRows(db, `SELECT * FROM gateway_channels WHERE id = ? AND ${NO_ACCOUNT}`, [
      id,
    ]);
    if (!found) throw new AppError('NOT_FOUND', undefined, { note: `channel ${id}` });
    return found;
  }

  const get = async (id: number) => toChannel(await row(id), sealer);

  async function checked(wish: Partial<ChannelWish>): Promise<Columns> {
    const { name, type, baseUrl, multiplier, priority } = wish;
    if (baseUrl) await guard(baseUrl);
    return {
      name: name === undefined ? undefined : nameField('body.name', name),
      type: type === undefined ? undefined : oneOfField('body.type', type, CHANNEL_TYPES),
      base_url: baseUrl === undefined ? undefined : textField('body.base_url', baseUrl, 512),
      api_key_sealed: sealed(wish.apiKey, SEALED_KEY, (key) => keysField('body.api_key', key, 4000)),
      proxy_sealed: sealed(wish.proxy, SEALED_PROXY, (proxy) => textField('body.proxy', proxy, 1000)),
      user_channel_id: wish.userChannelId,
      multiplier: multiplier === undefined ? undefined : multiplierField('body.multiplier', multiplier),
      priority:
        priority === undefined
          ? undefined
          : wholeField('body.priority', priority, -2_147_483_648, 2_147_483_647),
      weight: whole('body.weight', wish.weight),
      enabled: wish.enabled,
      max_concurrency: whole('body.max_concurrency', wish.maxConcurrency),
      requests_per_minute: whole('body.requests_per_minute', wish.requestsPerMinute),
      connect_timeout_ms: whole('body.connect_timeout_ms', wish.connectTimeoutMs, 1),
      first_byte_timeout_ms: whole('body.first_byte_timeout_ms', wish.firstByteTimeoutMs, 1),
      idle_timeout_ms: whole('body.idle_timeout_ms', wish.idleTimeoutMs, 1),
    };
  }

  function sealed(value: string | null | undefined, place: string, check: (value: string) => string) {
    if (value === undefined || value === '') return undefined;
    return value === null ? null : sealer.seal(check(value), place);
  }

  return {
    list: async () =>
      (await selectRows(db, `SELECT * FROM gateway_channels WHERE ${NO_ACCOUNT} ORDER BY id`)).map((each) =>
        toChannel(each, sealer),
      ),

    get,

    async create(wish) {
      const columns = { type: DEFAULT_TYPE, base_url: '', ...given(await checked(wish)) };
      const id = await withConstraints(MEANINGS, () =>
        changeConfiguration(db, (tx) =>
          insertRow(db, 'gateway_channels', { ...columns, created_at: now(), updated_at: now() }, tx),
        ),
      );
      return get(id);
    },

    async update(id, change) {
      const columns = await checked(change);
      await withConstraints(MEANINGS, () =>
        changeConfiguration(db, async (tx) => {
          const locked = `SELECT enabled, base_url, api_key_sealed FROM gateway_channels
            WHERE id = ? AND ${NO_ACCOUNT} FOR UPDATE`;
          const [before] = await selectRows(db, locked, [id], tx);
          if (!before) return; // the reading below says so
          expectKeyForOrigin('body.api_key', {
            from: before['base_url'] as string,
            to: change.baseUrl,
            hasKey: before['api_key_sealed'] !== null,
            key: change.apiKey,
          });
          const anew = change.enabled === true && before['enabled'] === 0 ? NO_FAILURES : {};
          await updateRow(db, 'gateway_channels', id, { ...columns, ...anew, updated_at: now() }, tx);
        }),
      );
      return get(id);
    },

    remove: (id) =>
      changeConfiguration(db, async (tx) => {
        const own = `SELECT id FROM gateway_channels WHERE id = ? AND ${NO_ACCOUNT}`;
        const [found] = await selectRows(db, own, [id], tx);
        return found !== undefined && deleteRow(db, 'gateway_channels', id, tx);
      }),

    connection: async (id) => toLiveChannel(await row(id), sealer),
  };
}

function whole(field: string, value: number | null | undefined, least = 0): number | null | undefined {
  return value === undefined ? undefined : wholeField(field, value, least);
}
