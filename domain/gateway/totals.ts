import { QueryTypes } from 'sequelize';
import type { Credits } from '../credits';
import type { Database } from '../db/database';
import { sql, whole, type Statement } from '../db/statement';
import type { Transaction } from '../db/transaction';
import type { NewRow } from '../db/new-rows';
import { UNCOUNTED } from './call';
import type { Usage } from './usage';

/** Sums over settled calls, of all time. */
export interface Totals {
  readonly requests: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Read from caches; a part of the input. */
  readonly cachedTokens: number;
  readonly cost: Credits;
}

export const NO_TOTALS: Totals = { requests: 0, inputTokens: 0, outputTokens: 0, cachedTokens: 0, cost: 0n };

/** What a settled call adds to. */
export interface CallShare {
  readonly userId: number;
  readonly apiKeyId: number | null;
  readonly channelId: number | null;
  readonly userChannelId: number | null;
  /** The channels that were tried and brought no answer, once for each try. */
  readonly failedChannels: readonly number[];
  /** The user's package that paid; null where the wallet did. */
  readonly userPackageId: number | null;
  readonly usage: Usage;
  readonly cost: Credits;
}

const INTO_TOTALS = sql`INSERT INTO gateway_totals (kind, id, part, requests, input_tokens, output_tokens, cached_tokens,
  cost) VALUES`;
const ADDING = sql`ON DUPLICATE KEY UPDATE requests = requests + VALUES(requests),
  input_tokens = input_tokens + VALUES(input_tokens), output_tokens = output_tokens + VALUES(output_tokens),
  cached_tokens = cached_tokens + VALUES(cached_tokens), cost = cost + VALUES(cost)`;

/**
 * Adds a call to the totals of its key, its channel and the package that paid; those of users and user channels are
 * sums of these. A try that brought no answer is counted for its channel apart.
 */
export function totalsRows(share: CallShare): NewRow[] {
  const { userId, apiKeyId, channelId, userChannelId, failedChannels, userPackageId, usage, cost } = share;
  const sums = sql`1,${usage.input},${usage.output},${usage.cacheRead},${cost}`;
  const row = (values: Statement): NewRow => ({ into: INTO_TOTALS, values, then: ADDING });
  return [
    ...(channelId === null ? [] : [row(sql`('channel',${channelId},${userChannelId ?? 0},${sums})`)]),
    // In one order for all, in which two transactions cannot wait for each other in a circle.
    ...[...failedChannels].sort((a, b) => a - b).map((id) => row(sql`('channel-failed',${id},0,1,0,0,0,0)`)),
    row(sql`('key',${apiKeyId ?? 0},${userId},${sums})`),
    ...(userPackageId === null ? [] : [row(sql`('package',${userPackageId},${userId},${sums})`)]),
  ];
}

/** Begins a key's totals anew: what was counted so far is taken off from now on. */
export async function resetKeyTotals(db: Database, keyId: number, tx: Transaction): Promise<void> {
  await db.query(
    sql`INSERT INTO gateway_totals (kind, id, part, requests, input_tokens, output_tokens, cached_tokens, cost)
      SELECT 'key-before', id, part, requests, input_tokens, output_tokens, cached_tokens, cost
      FROM gateway_totals now WHERE now.kind = 'key' AND now.id = ${whole(keyId)}
      ON DUPLICATE KEY UPDATE requests = VALUES(requests), input_tokens = VALUES(input_tokens),
        output_tokens = VALUES(output_tokens), cached_tokens = VALUES(cached_tokens), cost = VALUES(cost)`,
    { transaction: tx },
  );
}

/**
 * Notes what calls have added to the totals, before they are deleted: so the audit can go on to compare totals with
 * what is left of calls.
 */
export async function keepDeletedShares(
  db: Database,
  callIds: readonly string[],
  tx: Transaction,
): Promise<void> {
  const shares = (kind: string, id: string, part: string) =>
    `SELECT '${kind}' AS kind, ${id} AS id, COALESCE(${part}, 0) AS part, COUNT(*) AS requests,
       SUM(input_tokens) AS input_tokens, SUM(output_tokens) AS output_tokens,
       SUM(cache_read_tokens) AS cached_tokens, SUM(cost - shortfall) AS cost
     FROM gateway_calls c WHERE c.id IN (:callIds) AND status NOT IN (:uncounted) AND ${id} IS NOT NULL GROUP BY ${id}, ${part}`;
  const columns = ['requests', 'input_tokens', 'output_tokens', 'cached_tokens', 'cost'];
  await db.query(
    `INSERT INTO gateway_totals (kind, id, part, ${columns.join(', ')})
     SELECT * FROM (
       ${shares('key-deleted', 'COALESCE(api_key_id, 0)', 'user_id')}
       UNION ALL ${shares('channel-deleted', 'channel_id', 'user_channel_id')}) gone
     ON DUPLICATE KEY UPDATE
       ${columns.map((column) => `${column} = gateway_totals.${column} + VALUES(${column})`).join(', ')}`,
    { replacements: { callIds, uncounted: UNCOUNTED }, type: QueryTypes.INSERT, transaction: tx },
  );
}

/** By key, since its last reset; a key without calls is missing. */
export async function totalsOfKeys(db: Database, keyIds: readonly number[]): Promise<Map<number, Totals>> {
  if (keyIds.length === 0) return new Map();
  const rows = await db.query<TotalsRow & { id: number }>(
    `SELECT t.id, t.requests - COALESCE(b.requests, 0) AS requests,
       t.input_tokens - COALESCE(b.input_tokens, 0) AS input_tokens,
       t.output_tokens - COALESCE(b.output_tokens, 0) AS output_tokens,
       t.cached_tokens - COALESCE(b.cached_tokens, 0) AS cached_tokens, t.cost - COALESCE(b.cost, 0) AS cost
     FROM gateway_totals t
     LEFT JOIN gateway_totals b ON b.kind = 'key-before' AND b.id = t.id AND b.part = t.part
     WHERE t.kind = 'key' AND t.id IN (?)`,
    { replacements: [keyIds], type: QueryTypes.SELECT },
  );
  return new Map(rows.map((row) => [row.id, toTotals(row)]));
}

/** Over all keys that the user ever had, and calls without one. */
export async function totalsOfUser(db: Database, userId: number): Promise<Totals> {
  const [row] = await db.query<TotalsRow>(
    `SELECT ${SUMS} FROM gateway_totals WHERE kind = 'key' AND part = ?`,
    {
      replacements: [userId],
      type: QueryTypes.SELECT,
    },
  );
  return row ? toTotals(row) : NO_TOTALS;
}

/** What packages have paid of a user's calls. */
export async function paidByPackages(db: Database, userId: number): Promise<Credits> {
  const [row] = await db.query<TotalsRow>(
    `SELECT ${SUMS} FROM gateway_totals WHERE kind = 'package' AND part = ?`,
    { replacements: [userId], type: QueryTypes.SELECT },
  );
  return row ? toTotals(row).cost : 0n;
}

/** Over everybody. */
export async function totalsOfAll(db: Database): Promise<Totals> {
  const [row] = await db.query<TotalsRow>(`SELECT ${SUMS} FROM gateway_totals WHERE kind = 'key'`, {
    type: QueryTypes.SELECT,
  });
  return row ? toTotals(row) : NO_TOTALS;
}

/**
 * By channel, and by the user channel that it belonged to when it was used; `failed` is how many tries at a channel
 * brought no answer.
 */
export async function totalsOfChannels(db: Database): Promise<{
  readonly channels: Map<number, Totals>;
  readonly userChannels: Map<number, Totals>;
  readonly failed: Map<number, number>;
}> {
  const by = async (column: 'id' | 'part', kind = 'channel') => {
    const rows = await db.query<TotalsRow & { owner: number }>(
      `SELECT ${column} AS owner, ${SUMS} FROM gateway_totals WHERE kind = ? GROUP BY ${column}`,
      { replacements: [kind], type: QueryTypes.SELECT },
    );
    return new Map(rows.map((row) => [row.owner, toTotals(row)]));
  };
  const [channels, userChannels, failures] = await Promise.all([
    by('id'),
    by('part'),
    by('id', 'channel-failed'),
  ]);
  const failed = new Map([...failures].map(([id, { requests }]) => [id, requests]));
  return { channels, userChannels, failed };
}

/** By channel, of these; a channel without calls is missing. */
export async function totalsOf(db: Database, channelIds: readonly number[]): Promise<Map<number, Totals>> {
  if (channelIds.length === 0) return new Map();
  const rows = await db.query<TotalsRow & { id: number }>(
    `SELECT id, ${SUMS} FROM gateway_totals WHERE kind = 'channel' AND id IN (?) GROUP BY id`,
    { replacements: [channelIds], type: QueryTypes.SELECT },
  );
  return new Map(rows.map((row) => [row.id, toTotals(row)]));
}

const SUMS = `COALESCE(SUM(requests), 0) AS requests, COALESCE(SUM(input_tokens), 0) AS input_tokens,
  COALESCE(SUM(output_tokens), 0) AS output_tokens, COALESCE(SUM(cached_tokens), 0) AS cached_tokens,
  COALESCE(SUM(cost), 0) AS cost`;

type TotalsRow = Readonly<
  Record<'requests' | 'input_tokens' | 'output_tokens' | 'cached_tokens' | 'cost', number | string>
>;

function toTotals(row: TotalsRow): Totals {
  return {
    requests: Number(row.requests),
    inputTokens: Number(row.input_tokens),
    outputTokens: Number(row.output_tokens),
    cachedTokens: Number(row.cached_tokens),
    cost: BigInt(row.cost),
  };
}
