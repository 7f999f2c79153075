import type { Credits } from '../credits';
import { readJson } from '../db/columns';
import type { Attempt, CallStatus, UsageSource } from './call';
import type { Multipliers, Quantity } from './charge';
import { decimal } from '../decimal';
import { readDraws, type Draw } from './package-draws';
import type { Usage } from './usage';

/** A model call as it was written down when it ended. */
export interface CallRecord {
  /** Counts calls in the order in which they ended. */
  readonly number: number;
  /** A UUID v7, which the call's answer had in `X-Taskloom-Call`. */
  readonly id: string;
  readonly userId: number;
  /** Null for a call with a session. */
  readonly keyId: number | null;
  readonly surface: string;
  /** The model as the caller named it. */
  readonly model: string;
  /** The model that has this name now; null when there is none. */
  readonly modelId: number | null;
  readonly protocolIn: string;
  readonly protocolOut: string | null;
  readonly userChannelId: number | null;
  readonly channelId: number | null;
  readonly upstreamModel: string | null;
  readonly ip: string;
  readonly userAgent: string;
  readonly status: CallStatus;
  readonly error: { readonly code: string; readonly message: string } | null;
  readonly usage: Usage;
  readonly usageSource: UsageSource;
  readonly quantity: Quantity | undefined;
  /** What it came to without the multipliers. */
  readonly baseCost: Credits;
  readonly cost: Credits;
  /** What was set aside for it. */
  readonly held: Credits;
  /** The part of the cost that the wallet had not. */
  readonly shortfall: Credits;
  /** The user's package that paid for it; null where the wallet did. */
  readonly package: PaidBy | null;
  /** Null, as the multipliers, for a call that was refused before it had a price. */
  readonly priceVersion: number | null;
  readonly multipliers: Multipliers | null;
  readonly losses: readonly string[];
  readonly streamed: boolean;
  readonly createdAt: Date;
  readonly firstByteMs: number | null;
  readonly durationMs: number;
}

/** The package that paid for a call, and what the call drew of its limits. */
export interface PaidBy {
  readonly id: number;
  readonly name: string;
  readonly draws: readonly Draw[];
}

/** One try at an upstream, as it was written down. */
export interface AttemptRecord {
  readonly number: number;
  readonly channelId: number;
  readonly upstreamModel: string;
  readonly status: number | null;
  readonly error: string | null;
  readonly outcome: Attempt['outcome'];
  readonly startedAt: Date;
  readonly durationMs: number;
  /** What it used by the model's prices, before multipliers, apart from what the caller was charged. */
  readonly cost: Credits;
}

type Row = Readonly<Record<string, unknown>>;

/** Of `FROM_CALLS`. */
export const CALL_COLUMNS = 'c.*, m.id AS model_id, p.name AS package_name';
export const FROM_CALLS = `FROM gateway_calls c LEFT JOIN gateway_models m ON m.name = c.model
  LEFT JOIN gateway_user_packages p ON p.id = c.user_package_id`;

export function toCallRecord(row: Row): CallRecord {
  const code = row['error_code'] as string | null;
  const quantity = row['quantity'];
  const losses = row['losses'];
  return {
    number: row['number'] as number,
    id: row['id'] as string,
    userId: row['user_id'] as number,
    keyId: row['api_key_id'] as number | null,
    surface: row['surface'] as string,
    model: row['model'] as string,
    modelId: row['model_id'] as number | null,
    protocolIn: row['protocol_in'] as string,
    protocolOut: row['protocol_out'] as string | null,
    userChannelId: row['user_channel_id'] as number | null,
    channelId: row['channel_id'] as number | null,
    upstreamModel: row['upstream_model'] as string | null,
    ip: row['ip'] as string,
    userAgent: row['user_agent'] as string,
    status: row['status'] as CallStatus,
    error: code === null ? null : { code, message: (row['error_message'] as string | null) ?? '' },
    usage: toUsage(row),
    usageSource: row['usage_source'] as UsageSource,
    quantity: quantity === null ? undefined : readJson<Quantity>(quantity),
    baseCost: units(row['base_cost']),
    cost: units(row['cost']),
    held: units(row['held']),
    shortfall: units(row['shortfall']),
    package: toPaidBy(row),
    priceVersion: row['price_version'] as number | null,
    multipliers: toMultipliers(row['multipliers']),
    losses: losses === null ? [] : readJson<string[]>(losses),
    streamed: row['streamed'] === 1,
    createdAt: row['created_at'] as Date,
    firstByteMs: row['first_byte_ms'] as number | null,
    durationMs: row['duration_ms'] as number,
  };
}

export function toAttemptRecord(row: Row): AttemptRecord {
  return {
    number: row['number'] as number,
    channelId: row['channel_id'] as number,
    upstreamModel: row['upstream_model'] as string,
    status: row['status'] as number | null,
    error: row['error'] as string | null,
    outcome: row['outcome'] as Attempt['outcome'],
    startedAt: row['started_at'] as Date,
    durationMs: row['duration_ms'] as number,
    cost: units(row['cost']),
  };
}

function toUsage(row: Row): Usage {
  const tokens = (column: string) => Number(row[column]);
  return {
    input: tokens('input_tokens'),
    cacheRead: tokens('cache_read_tokens'),
    cacheWrite5m: tokens('cache_write_5m_tokens'),
    cacheWrite1h: tokens('cache_write_1h_tokens'),
    imageInput: tokens('image_input_tokens'),
    audioInput: tokens('audio_input_tokens'),
    output: tokens('output_tokens'),
    reasoning: tokens('reasoning_tokens'),
    imageOutput: tokens('image_output_tokens'),
    audioOutput: tokens('audio_output_tokens'),
  };
}

function toPaidBy(row: Row): PaidBy | null {
  const id = row['user_package_id'] as number | null;
  if (id === null) return null;
  const draws = row['package_draws'];
  return {
    id,
    name: (row['package_name'] as string | null) ?? '',
    draws: draws === null ? [] : readDraws(readJson(draws)),
  };
}

function toMultipliers(column: unknown): Multipliers | null {
  if (column === null) return null;
  const { group, user_channel: userChannel } = readJson<Record<'group' | 'user_channel', string>>(column);
  return { group: decimal(group), userChannel: decimal(userChannel) };
}

function units(value: unknown): Credits {
  return BigInt(value as number | string);
}
