import type { Credits } from '../credits';
import { sql, text, time, whole, type Literal } from '../db/statement';
import type { NewRow } from '../db/new-rows';
import type { Attempt, CallEnding, CallFacts, CallQuote } from './call';
import { formatDecimal } from '../decimal';
import { writeDraws, type Draw } from './package-draws';

const LONGEST_MODEL = 100;
const LONGEST_AGENT = 255;
const LONGEST_MESSAGE = 500;
/** A row that is too large would be refused, and its call then cost nothing. */
const MOST_LOSSES = 64;
const LONGEST_LOSS = 100;

const INTO_CALLS = sql`INSERT INTO gateway_calls (id, user_id, api_key_id, surface, model, protocol_in, protocol_out,
  user_channel_id, channel_id, upstream_model, ip, user_agent, status, error_code, error_message, input_tokens,
  cache_read_tokens, cache_write_5m_tokens, cache_write_1h_tokens, image_input_tokens, audio_input_tokens,
  output_tokens, reasoning_tokens, image_output_tokens, audio_output_tokens, usage_source, quantity, base_cost, cost,
  held, shortfall, price_version, multipliers, losses, streamed, created_at, first_byte_ms, duration_ms, user_package_id,
  package_draws) VALUES`;

const INTO_ATTEMPTS = sql`INSERT INTO gateway_attempts (call_id, number, channel_id, upstream_model, status, error,
  outcome, started_at, duration_ms, cost) VALUES`;

/** What a call's row says of money, all in units of 10⁻⁸ credit. */
export interface CallMoney {
  readonly baseCost: Credits;
  readonly cost: Credits;
  readonly held: Credits;
  readonly shortfall: Credits;
  /** What it drew of the package that paid for it. */
  readonly draws?: readonly Draw[] | undefined;
}

/** The row of a call that ended. `quote` is null for one that never had a price. */
export function callRow(
  facts: CallFacts,
  quote: CallQuote | null,
  ending: CallEnding,
  money: CallMoney,
): NewRow {
  const { usage, channel, error } = ending;
  return {
    into: INTO_CALLS,
    values: sql`(${text(facts.id)},${facts.userId},${whole(facts.keyId)},${text(facts.surface)},${text(cut(facts.model, LONGEST_MODEL))},
      ${text(facts.protocol)},${text(channel?.protocol ?? null)},${whole(channel?.userChannelId)},${whole(channel?.id)},
      ${text(channel?.upstreamModel ?? null)},${text(facts.ip)},${text(fittingAgent(facts.userAgent))},
      ${text(ending.status)},${text(error?.code ?? null)},${text(error ? cut(error.message, LONGEST_MESSAGE) : null)},
      ${usage.input},${usage.cacheRead},${usage.cacheWrite5m},${usage.cacheWrite1h},${usage.imageInput},
      ${usage.audioInput},${usage.output},${usage.reasoning},${usage.imageOutput},${usage.audioOutput},
      ${text(ending.usageSource)},${json(ending.quantity)},${money.baseCost},${money.cost},${money.held},
      ${money.shortfall},${whole(quote?.priceVersion)},${json(quote && multipliersOf(quote))},
      ${json(fittingLosses(ending.losses))},${facts.streamed ? 1 : 0},${time(facts.createdAt)},
      ${whole(ending.firstByteMs)},${ending.durationMs},${whole(facts.userPackageId)},
      ${json(money.draws && writeDraws(money.draws))})`,
  };
}

function multipliersOf({ multipliers: { group, userChannel } }: CallQuote) {
  return { group: formatDecimal(group), user_channel: formatDecimal(userChannel) };
}

/** The row of one try; `cost` is what it came to, apart from what the caller is charged. */
export function attemptRow(callId: string, number: number, attempt: Attempt, cost: Credits): NewRow {
  return {
    into: INTO_ATTEMPTS,
    values: sql`(${text(callId)},${number},${attempt.channelId},${text(attempt.upstreamModel)},${whole(attempt.status)},
      ${text(attempt.error === null ? null : cut(attempt.error, LONGEST_MESSAGE))},${text(attempt.outcome)},
      ${time(attempt.startedAt)},${attempt.durationMs},${cost})`,
  };
}

function json(value: unknown): Literal {
  if (value === undefined || value === null) return text(null);
  // MariaDB takes no JSON with half of a pair in it.
  return text(
    JSON.stringify(value, (_, part: unknown) => (typeof part === 'string' ? part.toWellFormed() : part)),
  );
}

/** Undefined for none. */
function fittingLosses(losses: readonly string[]): readonly string[] | undefined {
  if (losses.length === 0) return undefined;
  return losses.slice(0, MOST_LOSSES).map((loss) => cut(loss, LONGEST_LOSS));
}

/** What a row has room for of a user agent. */
export function fittingAgent(userAgent: string): string {
  return cut(userAgent, LONGEST_AGENT);
}

/** By code points: half of a pair is no text that the database takes. */
function cut(value: string, longest: number): string {
  return value.length <= longest ? value : [...value].slice(0, longest).join('');
}
