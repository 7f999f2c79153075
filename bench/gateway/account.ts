import { systemClock as clock } from '../../domain/clock';
import { credits } from '../../domain/credits';
import { openDatabase, type Database } from '../../domain/db/database';
import { createApiKeys } from '../../domain/gateway/api-keys';
import type { BudgetUnit } from '../../domain/gateway/budgets';
import { createChannelModels } from '../../domain/gateway/channel-models';
import { createChannels } from '../../domain/gateway/channels';
import { createGatewayModels } from '../../domain/gateway/models';
import { createSealer } from '../../domain/sealed-text';
import { seedGateway } from '../../domain/gateway/seed';
import { createPackages } from '../../domain/gateway/packages';
import { createUserChannels } from '../../domain/gateway/user-channels';
import { createUserPackages } from '../../domain/gateway/user-packages';
import type { Window } from '../../domain/gateway/windows';
import { PLATFORM, userAccount } from '../../domain/ledger/accounts';
import { createLedger } from '../../domain/ledger/ledger';
import { withAccount } from '../api-account';
import { KEYS, type ServerSettings } from '../api-server';

/** Somebody with a key and more credits than any run spends. */
export interface GatewayAccount {
  readonly settings: ServerSettings;
  /** `sk-…` */
  readonly secret: string;
  /** One whose calls a new package pays for, with a limit of each kind that no run reaches. */
  packageSecret(): Promise<string>;
  /** What was charged so far, and how many calls were written down. */
  accounted(): Promise<{
    readonly calls: number;
    readonly openHolds: number;
    readonly openPackageCalls: number;
  }>;
  /** `calls` that are written down, and what the database's server counts. */
  counters(): Promise<Counters>;
}

/** Counts by their names. */
export type Counters = Readonly<Record<string, number>>;

const STATUS = ['Questions', 'Com_commit', 'Bytes_received', 'Bytes_sent', 'Innodb_os_log_written'];

/** Credits for a million tokens, so that every call is held and charged. */
const PRICES = { input_price: '3', output_price: '15' };
const FORTUNE = 10_000_000;

/**
 * Works with a gateway in a schema of its own whose models each have a channel to an upstream.
 * @param upstreams the upstreams' origins by the names of their models.
 */
export async function withGateway(
  upstreams: Readonly<Record<string, string>>,
  work: (account: GatewayAccount) => Promise<void>,
): Promise<void> {
  await withAccount(async ({ userId, settings }) => {
    const db = openDatabase({ url: settings.BENCH_DATABASE_URL, poolSize: 2 });
    const ledger = createLedger({ db, clock });
    try {
      await seedGateway({ db, clock });
      const sealer = createSealer([KEYS.channels.current]);
      const channels = createChannels({ db, clock, sealer, guard: () => Promise.resolve() });
      const { id: userChannelId } = await createUserChannels({ db, clock }).create({ name: 'bench' });
      for (const [model, origin] of Object.entries(upstreams)) {
        const { id: modelId } = await createGatewayModels({ db, clock }).create({
          name: model,
          prices: { quotaType: 0, sheet: PRICES },
        });
        const { id: channelId } = await channels.create({
          name: `for ${model}`,
          type: 'openai',
          baseUrl: `${origin}/v1`,
          apiKey: 'a-key-of-the-upstream',
          userChannelId,
        });
        await createChannelModels({ db, clock }).create({ channelId, modelId });
      }
      await ledger.transfer({
        key: 'bench',
        from: PLATFORM.sales,
        to: userAccount(userId),
        amount: credits(FORTUNE),
        kind: 'recharge',
        description: 'bench',
        reference: 'bench',
      });
      const { secret } = await createApiKeys({ db, clock }).create(userId, { name: 'bench' });
      await work({
        settings,
        secret,
        packageSecret: () => keyOnPackage(db, userId),
        async accounted() {
          const [[calls], [holds], [onPackages]] = await Promise.all([
            counted('SELECT COUNT(*) AS n FROM gateway_calls'),
            counted("SELECT COUNT(*) AS n FROM holds WHERE state = 'pending'"),
            counted('SELECT COUNT(*) AS n FROM gateway_package_calls'),
          ]);
          return { calls: calls ?? 0, openHolds: holds ?? 0, openPackageCalls: onPackages ?? 0 };
        },
        async counters() {
          const [calls] = await counted('SELECT COUNT(*) AS n FROM gateway_calls');
          const [rows] = await db.query('SHOW GLOBAL STATUS WHERE Variable_name IN (?)', {
            replacements: [STATUS],
          });
          const status = (rows as { Variable_name: string; Value: string }[]).map(
            ({ Variable_name: name, Value: value }) => [name, Number(value)] as const,
          );
          return { calls: calls ?? 0, ...Object.fromEntries(status) };
        },
      });
    } finally {
      await ledger.close();
      await db.close();
    }

    async function counted(query: string): Promise<number[]> {
      const [rows] = await db.query(query);
      return (rows as { n: number }[]).map(({ n }) => n);
    }
  });
}

async function keyOnPackage(db: Database, userId: number): Promise<string> {
  const limit = (unit: BudgetUnit, window: Window, amount: bigint) => ({
    field: unit,
    unit,
    window,
    limit: amount,
  });
  const { id: packageId } = await createPackages({ db, clock }).create({
    name: 'bench',
    durationDays: 1,
    limits: [
      limit('requests', 'day', 10n ** 9n),
      limit('tokens', 'week', 10n ** 15n),
      limit('credits', 'month', credits(FORTUNE)),
    ],
  });
  const { id: userPackageId } = await createUserPackages({ db, clock }).assign(userId, packageId);
  const { secret } = await createApiKeys({ db, clock }).create(userId, { name: 'bench', userPackageId });
  return secret;
}
