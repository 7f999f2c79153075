import type { Clock } from '../clock';
import { dateTime } from '../db/columns';
import type { Database } from '../db/database';
import { faultOf } from '../db/faults';
import type { Transaction } from '../db/transaction';
import { changeConfiguration, insertRow, selectRows } from './configuration-rows';
import { readPrices, writePrices } from './prices';

/** The group of everybody who is in no other. */
export const BUILT_IN_GROUP = 'user';

/** The model that answers without any upstream. */
export const DEMO_MODEL = 'demo-text';

/** Small enough that trying it costs next to nothing, and large enough that every charge can be seen. */
const DEMO_PRICES = { input_price: '1', output_price: '2' };

/** That the platform's own objects were made: whoever deletes one of them has deleted it. */
const FACT = 'gateway_seeded';

/**
 * What an empty gateway begins with: the built-in group, and once the user channel `default` with the channel `Demo` and
 * the model `demo-text`, so that calls work before any upstream is set up. Whatever is there already stays as it is, and
 * what somebody has deleted does not come back.
 */
export async function seedGateway({
  db,
  clock,
}: {
  readonly db: Database;
  readonly clock: Clock;
}): Promise<void> {
  const at = dateTime(clock.now());
  await db.query(
    `INSERT INTO gateway_groups (name, multiplier, built_in, created_at, updated_at) VALUES (?, 1, TRUE, ?, ?)
     ON DUPLICATE KEY UPDATE built_in = TRUE`,
    { replacements: [BUILT_IN_GROUP, at, at] },
  );
  const isSeeded = 'SELECT 1 AS yes FROM installation_facts WHERE name = ?';
  if ((await selectRows(db, isSeeded, [FACT])).length > 0) return;
  try {
    await changeConfiguration(db, async (tx) => {
      // Of several processes that seed at once, one gets past this.
      await db.query('INSERT INTO installation_facts (name, created_at) VALUES (?, ?)', {
        replacements: [FACT, at],
        transaction: tx,
      });
      const others = 'SELECT id FROM gateway_channels UNION ALL SELECT id FROM gateway_models LIMIT 1';
      if ((await selectRows(db, others, [], tx)).length === 0) await insertDemo(db, at, tx);
    });
  } catch (error) {
    if (faultOf(error) !== 'duplicate') throw error;
  }
}

async function insertDemo(db: Database, at: string, tx: Transaction): Promise<void> {
  const times = { created_at: at, updated_at: at };
  const named = "SELECT id FROM gateway_user_channels WHERE name = 'default'";
  const [userChannel] = await selectRows(db, named, [], tx);
  const userChannelId =
    (userChannel?.['id'] as number | undefined) ??
    (await insertRow(db, 'gateway_user_channels', { name: 'default', ...times }, tx));
  const channel = { name: 'Demo', type: 'demo', base_url: '', user_channel_id: userChannelId, ...times };
  const link = {
    channel_id: await insertRow(db, 'gateway_channels', channel, tx),
    model_id: await insertDemoModel(db, at, tx),
    upstream_model_name: DEMO_MODEL,
  };
  await insertRow(db, 'gateway_channel_models', { ...link, ...times }, tx);
}

async function insertDemoModel(db: Database, at: string, tx: Transaction): Promise<number> {
  const prices = JSON.stringify(writePrices(readPrices(0, DEMO_PRICES)));
  await db.query(
    `INSERT INTO gateway_price_versions (model_name, version, quota_type, prices, created_at) VALUES (?, 1, 0, ?, ?)
     ON DUPLICATE KEY UPDATE version = version`,
    { replacements: [DEMO_MODEL, prices, at], transaction: tx },
  );
  return insertRow(
    db,
    'gateway_models',
    {
      name: DEMO_MODEL,
      description:
        '演示文本模型：内置，不调用任何上游。 A demonstration: built in, and no upstream is called.',
      provider: 'demo',
      provider_name: 'Taskloom',
      prices,
      is_demo: true,
      created_at: at,
      updated_at: at,
    },
    tx,
  );
}
