import { QueryTypes } from 'sequelize';
import type { Reply } from '../../simulators/llm/script';
import type { Cell } from './conformance-cells';
import type { Told, Usage } from './conformance';
import type { ModelGateway } from './model-gateway';

interface CallRow {
  readonly status: string;
  readonly usage_source: string;
  readonly protocol_in: string;
  readonly protocol_out: string;
  readonly losses: unknown;
  readonly input_tokens: number;
  readonly cache_read_tokens: number;
  readonly cache_write_5m_tokens: number;
  readonly cache_write_1h_tokens: number;
  readonly output_tokens: number;
  readonly reasoning_tokens: number;
  readonly cost: number;
}

/** 10⁻⁸ credits for a token, from the models' prices (see `PRICES`): what is not priced apart costs as input. */
const [INPUT, OUTPUT] = [300, 1500];

/**
 * A call was charged for what the upstream told, once, and what it told is what the caller was told.
 * @param scripted what the upstream was told to tell; undefined for one that counts by itself.
 */
export async function expectCharge(
  { db, ledger }: ModelGateway,
  cell: Cell,
  { answer, headers }: Told,
  scripted: Reply['usage'],
): Promise<void> {
  const id = headers.get('x-taskloom-call');
  const rows = await db.query<CallRow>('SELECT * FROM gateway_calls WHERE id = ?', {
    replacements: [id],
    type: QueryTypes.SELECT,
  });
  expect(rows).toHaveLength(1);
  const row = rows[0]!;
  expect(row).toMatchObject({
    status: 'succeeded',
    usage_source: 'reported',
    protocol_in: cell.caller,
    protocol_out: cell.upstream,
    streamed: cell.stream ? 1 : 0,
    ...(scripted && asReported(cell, scripted)),
  });
  expect(answer.usage).toEqual(asTold(row, answer.usage));

  const cost = row.input_tokens * INPUT + row.output_tokens * OUTPUT;
  expect(row.cost).toBe(cost);
  const { holds, captures, transfers } = await ledger.explain(`call/${id}`);
  expect(holds.map(({ state }) => state)).toEqual(['captured']);
  expect(captures.map(({ amount }) => amount)).toEqual([BigInt(cost)]);
  expect(transfers).toEqual([]);
}

/** An upstream's counts, as far as its protocol has them: of completions' the old one has two. */
function asReported({ caller, upstream }: Cell, usage: NonNullable<Reply['usage']>): Partial<CallRow> {
  const { input = 0, cached = 0, cacheWrite5m = 0, cacheWrite1h = 0, output = 0, reasoning = 0 } = usage;
  const isOld = caller === 'openai-completions' && upstream === 'openai';
  const tellsWrites = upstream === 'claude';
  return {
    input_tokens: input,
    cache_read_tokens: isOld ? 0 : cached,
    cache_write_5m_tokens: tellsWrites ? cacheWrite5m : 0,
    cache_write_1h_tokens: tellsWrites ? cacheWrite1h : 0,
    output_tokens: output,
    reasoning_tokens: reasoning,
  };
}

/** What all calls of a user cost, in credits. */
export async function costOf({ db }: ModelGateway, user: number): Promise<number> {
  const [row] = await db.query<{ cost: string }>(
    'SELECT SUM(cost) AS cost FROM gateway_calls WHERE user_id = ?',
    {
      replacements: [user],
      type: QueryTypes.SELECT,
    },
  );
  return Number(row?.cost) / 1e8;
}

/** The row's counts, as far as the caller's protocol has them. */
function asTold(row: CallRow, usage: Usage): Usage {
  return {
    input: row.input_tokens,
    output: row.output_tokens,
    ...('cacheRead' in usage && { cacheRead: row.cache_read_tokens }),
    ...('cacheWrite' in usage && { cacheWrite: row.cache_write_5m_tokens + row.cache_write_1h_tokens }),
    ...('reasoning' in usage && { reasoning: row.reasoning_tokens }),
  };
}
