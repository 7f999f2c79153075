import { QueryTypes } from 'sequelize';
import type { Credits } from '../credits';
import type { Database } from '../db/database';
import { AppError } from '../errors';
import type { Ledger, LedgerTrail } from '../ledger/ledger';
import { holdOfCall } from './call';
import { callQuery, type CallFilter } from './call-filter';
import {
  CALL_COLUMNS,
  FROM_CALLS,
  toAttemptRecord,
  toCallRecord,
  type AttemptRecord,
  type CallRecord,
} from './call-records';
import { chargeOf, type ChargeLine } from './charge';
import { readPriceVersion } from './models';
import { monthOfKey } from './month-totals';
import type { ModelPrice } from './prices';

/** Why a call cost what it cost. */
export interface CallExplanation {
  readonly call: CallRecord;
  /** The price that it was made at; null for a call that was refused before it had one. */
  readonly price: ModelPrice | null;
  /** The rates' parts of the cost, before the multipliers. */
  readonly lines: readonly ChargeLine[];
  /** Every move of credits for it. */
  readonly trail: LedgerTrail;
  readonly attempts: readonly AttemptRecord[];
}

/** What was called within some time. */
export interface CallFigures {
  readonly requests: number;
  /** Input and output. */
  readonly tokens: number;
  /** As far as it was paid. */
  readonly cost: Credits;
}

/** The calls that were made, the newest first. Whoever reads calls does it here. */
export interface CallLog {
  newest(filter: CallFilter, limit: number): Promise<CallRecord[]>;
  /** `page` counts from 1. */
  page(
    filter: CallFilter,
    paging: { readonly page: number; readonly pageSize: number },
  ): Promise<{ readonly items: CallRecord[]; readonly total: number }>;
  /**
   * `call` is its number or its id. AppError NOT_FOUND when there is no such call, or it is not the owner's where one
   * is given.
   */
  explain(call: number | string, owner?: number): Promise<CallExplanation>;
  /** Those that were refused do not count. */
  figures(filter: CallFilter): Promise<CallFigures>;
  /** What a key used in the month of UTC that a moment is in, also where its calls are kept for less. */
  monthOfKey(keyId: number, at: Date): Promise<CallFigures>;
}

type Row = Readonly<Record<string, unknown>>;

export function createCallLog({
  db,
  ledger,
}: {
  readonly db: Database;
  readonly ledger: Pick<Ledger, 'explain'>;
}): CallLog {
  const select = (query: string, values: readonly unknown[]) =>
    db.query<Row>(query, { replacements: [...values], type: QueryTypes.SELECT });

  async function read(filter: CallFilter, limit: number, offset = 0): Promise<CallRecord[]> {
    const { where, values, order } = callQuery(filter);
    const query = `SELECT ${CALL_COLUMNS} ${FROM_CALLS} ${where} ORDER BY ${order} LIMIT ? OFFSET ?`;
    return (await select(query, [...values, limit, offset])).map(toCallRecord);
  }

  async function figures(filter: CallFilter): Promise<CallFigures> {
    const { where, values } = callQuery(filter);
    const [row] = await select(
      `SELECT COUNT(*) AS requests, COALESCE(SUM(c.input_tokens + c.output_tokens), 0) AS tokens,
         CAST(COALESCE(SUM(c.cost - c.shortfall), 0) AS CHAR) AS cost
       FROM gateway_calls c ${where === '' ? 'WHERE' : `${where} AND`} c.status <> 'refused'`,
      values,
    );
    return {
      requests: Number(row?.['requests']),
      tokens: Number(row?.['tokens']),
      cost: BigInt(row?.['cost'] as string),
    };
  }

  async function count(filter: CallFilter): Promise<number> {
    const { where, values } = callQuery(filter);
    const [row] = await select(`SELECT COUNT(*) AS number FROM gateway_calls c ${where}`, values);
    return Number(row?.['number']);
  }

  async function find(call: number | string, owner: number | undefined): Promise<CallRecord> {
    const column = typeof call === 'number' ? 'c.number' : 'c.id';
    const [row] = await select(`SELECT ${CALL_COLUMNS} ${FROM_CALLS} WHERE ${column} = ?`, [call]);
    const found = row && toCallRecord(row);
    if (found && (owner === undefined || found.userId === owner)) return found;
    throw new AppError('NOT_FOUND', undefined, { note: `call ${call}` });
  }

  return {
    newest: (filter, limit) => read(filter, limit),

    async page(filter, { page, pageSize }) {
      const [items, total] = await Promise.all([
        read(filter, pageSize, (page - 1) * pageSize),
        count(filter),
      ]);
      return { items, total };
    },

    async explain(number, owner) {
      const call = await find(number, owner);
      const attempts = await select('SELECT * FROM gateway_attempts WHERE call_id = ? ORDER BY number', [
        call.id,
      ]);
      const { priceVersion } = call;
      const price = priceVersion === null ? undefined : await readPriceVersion(db, call.model, priceVersion);
      return {
        call,
        price: price ?? null,
        lines: price ? linesOf(call, price) : [],
        trail: await ledger.explain(holdOfCall(call.id)),
        attempts: attempts.map(toAttemptRecord),
      };
    },

    figures,

    monthOfKey: (keyId, at) => monthOfKey(db, keyId, at),
  };
}

function linesOf({ usage, usageSource, multipliers, quantity }: CallRecord, price: ModelPrice) {
  if (usageSource === 'none') return [];
  return chargeOf(price, usage, multipliers ?? undefined, quantity).lines;
}
