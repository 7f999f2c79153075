import { randomBytes } from 'node:crypto';
import { QueryTypes } from 'sequelize';
import { systemClock } from '../../domain/clock';
import { credits } from '../../domain/credits';
import { dateTime } from '../../domain/db/columns';
import type { Database } from '../../domain/db/database';
import { createApiKeys, type ApiKeys } from '../../domain/gateway/api-keys';
import { GATEWAY_AUDIT_RULES } from '../../domain/gateway/audit-rules';
import { createGatewayCatalog, type GatewayCatalog } from '../../domain/gateway/catalog';
import { createChannelModels, type ChannelModels } from '../../domain/gateway/channel-models';
import { createChannels, type Channels, type ChannelWish } from '../../domain/gateway/channels';
import { createGroups, type Groups } from '../../domain/gateway/groups';
import { createGatewayModels, type GatewayModels } from '../../domain/gateway/models';
import { createSealer, type Sealer } from '../../domain/sealed-text';
import { createUserChannels, type UserChannels } from '../../domain/gateway/user-channels';
import { createUserGroups, type UserGroups } from '../../domain/gateway/user-groups';
import { PLATFORM, userAccount } from '../../domain/ledger/accounts';
import { createLedger, type Ledger } from '../../domain/ledger/ledger';
import { freshDatabase } from './database';

/** The domain of the gateway over a schema of its own. */
export interface GatewayDomain {
  readonly db: Database;
  readonly url: string;
  /** Time that passes, and that a test can let pass faster. */
  readonly clock: { now(): Date };
  readonly sealer: Sealer;
  readonly ledger: Ledger;
  readonly userChannels: UserChannels;
  readonly channels: Channels;
  readonly models: GatewayModels;
  readonly channelModels: ChannelModels;
  readonly groups: Groups;
  readonly userGroups: UserGroups;
  readonly apiKeys: ApiKeys;
  readonly catalog: GatewayCatalog;
  advance(ms: number): void;
  /** A user with this many credits. */
  newUser(amount?: number | string): Promise<number>;
  /** A channel with a model on it, each new and enabled unless said otherwise. */
  newChannel(
    channel: Omit<ChannelWish, 'name'>,
    model: number,
    link?: { readonly upstreamModelName?: string; readonly enabled?: boolean },
  ): Promise<number>;
  /** What the user's wallet has: free, and set aside. */
  balance(user: number): Promise<{ available: bigint; held: bigint }>;
  /** Empties the configuration, for the next test. */
  clear(): Promise<void>;
  select<T extends object = Record<string, unknown>>(sql: string, values?: unknown[]): Promise<T[]>;
  close(): Promise<void>;
}

/** What it stands on. */
type Ground = Pick<GatewayDomain, 'db' | 'url' | 'clock' | 'ledger' | 'advance' | 'close'>;

/** A URL that the guard of these tests refuses. */
export const FORBIDDEN_URL = 'http://169.254.169.254/';

export async function gatewayDomain(): Promise<GatewayDomain> {
  const { db, url, drop } = await freshDatabase();
  let ahead = 0;
  const clock = { now: () => new Date(systemClock.now().getTime() + ahead) };
  const ledger = createLedger({ db, clock, auditRules: GATEWAY_AUDIT_RULES });
  const advance = (ms: number) => void (ahead += ms);
  const close = async () => {
    await ledger.close();
    await drop();
  };
  return gatewayDomainOver({ db, url, clock, ledger, advance, close });
}

/** The same beside something else that has a schema. */
export function gatewayDomainOver({ db, url, clock, ledger, advance, close }: Ground): GatewayDomain {
  const sealer = createSealer([{ id: 'test', key: Buffer.alloc(32, 7) }]);
  const guard = async (target: string) => {
    if (target === FORBIDDEN_URL) throw new Error('guarded');
  };
  const channels = createChannels({ db, clock, sealer, guard });
  const channelModels = createChannelModels({ db, clock });
  let made = 0;
  return {
    db,
    url,
    clock,
    sealer,
    ledger,
    channels,
    channelModels,
    userChannels: createUserChannels({ db, clock }),
    models: createGatewayModels({ db, clock }),
    groups: createGroups({ db, clock }),
    userGroups: createUserGroups({ db, clock }),
    apiKeys: createApiKeys({ db, clock }),
    catalog: createGatewayCatalog({ db, clock, sealer }),
    advance,
    close,
    async newUser(amount = 0) {
      const id = await insertUser(db, clock.now());
      if (credits(amount) > 0n) {
        await ledger.transfer({
          key: `test/${id}`,
          from: PLATFORM.sales,
          to: userAccount(id),
          amount: credits(amount),
          kind: 'recharge',
          description: '充值',
          reference: `test/${id}`,
        });
      }
      return id;
    },
    async newChannel(channel, modelId, link = {}) {
      const { id } = await channels.create({ name: `channel ${++made}`, ...channel });
      await channelModels.create({ channelId: id, modelId, ...link });
      return id;
    },
    async balance(user) {
      const { available, held } = await ledger.balance(userAccount(user));
      return { available, held };
    },
    async clear() {
      for (const table of CONFIGURATION) await db.query(`DELETE FROM ${table}`);
      await db.query("DELETE FROM installation_facts WHERE name = 'gateway_seeded'");
      await db.query('UPDATE gateway_revision SET revision = revision + 1');
    },
    select: (sql, values = []) =>
      db.query(sql, { replacements: values, type: QueryTypes.SELECT }) as Promise<never>,
  };
}

/** In an order in which nothing refers to what is deleted. */
const CONFIGURATION = [
  'gateway_api_keys',
  'gateway_user_groups',
  'gateway_channels',
  'gateway_user_channels',
  'gateway_models',
  'gateway_price_versions',
  'gateway_groups',
];

async function insertUser(db: Database, at: Date): Promise<number> {
  const word = randomBytes(4).toString('hex');
  const [id] = await db.query(
    `INSERT INTO users (uuid, username, email, password_hash, referral_code, created_at, updated_at)
     VALUES (UUID(), ?, ?, '-', ?, ?, ?)`,
    {
      replacements: [`u${word}`, `${word}@example.com`, word, dateTime(at), dateTime(at)],
      type: QueryTypes.INSERT,
    },
  );
  return id;
}
