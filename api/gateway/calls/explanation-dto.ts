import { formatCredits, type Credits } from '../../../domain/credits';
import type { AttemptRecord, PaidBy } from '../../../domain/gateway/call-records';
import type { CallExplanation } from '../../../domain/gateway/calls';
import { formatDecimal, formatScaled } from '../../../domain/decimal';
import { writePrices } from '../../../domain/gateway/prices';
import type { LedgerTrail } from '../../../domain/ledger/ledger';
import type { Language } from '../../router/language';
import { callDto, type Reader } from './call-dto';

/** A line of a charge is in units of 10⁻¹⁶ credit. */
const LINE_DECIMALS = 16;

/** Why a call cost what it cost, from its price to every move of credits. */
export function explanationDto(explanation: CallExplanation, reader: Reader, language: Language) {
  const { call, lines, trail, attempts } = explanation;
  const moves = movesOf(trail);
  return {
    call: callDto(call, reader, language),
    quote: quoteOf(explanation),
    lines: lines.map(({ rate, segments, amount }) => ({
      rate,
      segments: segments.map(({ count, price }) => ({ count, price: formatDecimal(price) })),
      amount: formatScaled(amount, LINE_DECIMALS),
    })),
    base_cost: formatCredits(call.baseCost),
    cost: formatCredits(call.cost),
    shortfall: formatCredits(call.shortfall),
    package: call.package && packageOf(call.package),
    ...moves,
    rest: onlyMove(trail.transfers),
    attempts: attempts.map((attempt) => attemptDto(attempt, reader)),
  };
}

/**
 * The hold and what became of it. The ledger settles a call that cost nothing by a capture of 0, which gives all of it
 * back: to whoever reads, that is a release.
 */
function movesOf({ holds: [hold], captures: [capture], releases: [release] }: LedgerTrail) {
  const isGivenBack = hold?.state === 'captured' && capture?.amount === 0n;
  return {
    hold: hold ? { ...moveOf(hold), state: isGivenBack ? 'released' : hold.state } : null,
    capture: capture && !isGivenBack ? moveOf(capture) : null,
    release: isGivenBack
      ? moveOf({ amount: hold.amount, createdAt: capture.createdAt })
      : onlyMove(release ? [release] : []),
  };
}

function quoteOf({ call, price }: CallExplanation) {
  if (!price || call.priceVersion === null) return null;
  const { multipliers } = call;
  return {
    price_version: call.priceVersion,
    quota_type: price.quotaType,
    prices: writePrices(price),
    group_multiplier: multipliers && formatDecimal(multipliers.group),
    user_channel_multiplier: multipliers && formatDecimal(multipliers.userChannel),
    held: formatCredits(call.held),
  };
}

/** The package that paid, and what the call drew of each of its limits. */
function packageOf({ id, name, draws }: PaidBy) {
  return {
    user_package_id: id,
    name,
    drawn: draws.map(({ unit, window, windowStart, amount }) => ({
      unit,
      window,
      window_start: windowStart.toISOString(),
      amount: unit === 'credits' ? formatCredits(amount) : amount.toString(),
    })),
  };
}

interface Move {
  readonly amount: Credits;
  readonly createdAt: Date;
}

function moveOf({ amount, createdAt }: Move) {
  return { amount: formatCredits(amount), at: createdAt.toISOString() };
}

/** A call has one of each at most: their keys are made of its id. */
function onlyMove([move]: readonly Move[]) {
  return move ? moveOf(move) : null;
}

function attemptDto(attempt: AttemptRecord, reader: Reader) {
  return {
    number: attempt.number,
    channel_id: attempt.channelId,
    upstream_model_name: attempt.upstreamModel,
    status: attempt.status,
    error: reader === 'administrator' ? attempt.error : null,
    outcome: attempt.outcome,
    base_cost: formatCredits(attempt.cost),
    started_at: attempt.startedAt.toISOString(),
    duration_ms: attempt.durationMs,
  };
}
