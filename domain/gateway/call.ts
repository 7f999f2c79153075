import type { Credits } from '../credits';
import { newTransferId } from '../ledger/transfer-ids';
import type { Reservation } from './budgets';
import type { Multipliers, Quantity } from './charge';
import type { ModelPrice } from './prices';
import type { Usage } from './usage';

/** A model call, as it is known when it begins. */
export interface CallFacts {
  /** A UUID v7: calls sort by when they began. */
  readonly id: string;
  readonly userId: number;
  /** Null for a call with a session. */
  readonly keyId: number | null;
  readonly surface: string;
  /** The model as the caller named it. */
  readonly model: string;
  readonly protocol: string;
  readonly ip: string;
  readonly userAgent: string;
  readonly streamed: boolean;
  readonly createdAt: Date;
  /** The user's package that pays for it; else the wallet does. */
  readonly userPackageId?: number | null | undefined;
}

/** What is set aside for a call outlives its process by so much. */
export const CALL_HOLD_MS = 120_000;

/** What the call will be charged by. It is kept with the call: a failover or a change of prices alters nothing. */
export interface CallQuote {
  readonly price: ModelPrice;
  readonly priceVersion: number;
  readonly multipliers: Multipliers;
  /** What is set aside; 0 for what is free. */
  readonly amount: Credits;
  /** The usage that it would be enough for. */
  readonly usage: Usage;
}

/**
 * `succeeded`: answered whole. `aborted`: the caller hung up. `abandoned`: its process died. `refused`: it was not let
 * in.
 */
export type CallStatus = 'succeeded' | 'failed' | 'aborted' | 'abandoned' | 'refused';

/** Calls that ended so count in no totals. */
export const UNCOUNTED = ['abandoned', 'refused'] as const satisfies readonly CallStatus[];

/** Who says what was used: the upstream, or our own estimate; `none` where nothing was. */
export type UsageSource = 'reported' | 'estimated' | 'none';

/** How a call ended. */
export interface CallEnding {
  readonly status: CallStatus;
  readonly error?: { readonly code: string; readonly message: string } | undefined;
  readonly usage: Usage;
  readonly usageSource: UsageSource;
  readonly quantity?: Quantity | undefined;
  /** The channel that answered, or was tried last. */
  readonly channel?:
    | {
        readonly id: number;
        readonly userChannelId: number;
        readonly upstreamModel: string;
        readonly protocol: string;
      }
    | undefined;
  readonly attempts: readonly Attempt[];
  /** What a translation could not carry. */
  readonly losses: readonly string[];
  readonly firstByteMs: number | null;
  readonly durationMs: number;
}

/** One try at an upstream. */
export interface Attempt {
  readonly channelId: number;
  readonly upstreamModel: string;
  /** The HTTP status; null where no answer came, or none was needed. */
  readonly status: number | null;
  readonly error: string | null;
  /** What came of it: it answered, another channel was tried, or it was the last. */
  readonly outcome: 'answered' | 'passed on' | 'given up';
  readonly startedAt: Date;
  readonly durationMs: number;
}

/** What a call was charged. */
export interface CallCharge {
  readonly cost: Credits;
  /** The part of it that the wallet had not; 0 where a package pays. */
  readonly shortfall: Credits;
}

/** A call that was let in, and has to be settled. */
export interface OpenCall {
  readonly facts: CallFacts;
  readonly quote: CallQuote;
  readonly reservations: readonly Reservation[];
}

const CALL_HOLD = /^call\/([0-9a-f-]{36})$/;

/** The key of a call's hold, and the reference that its money moves under. */
export function holdOfCall(id: string): string {
  return `call/${id}`;
}

/** The call that a hold is for; undefined for a hold of something else. */
export function callOfHold(key: string): string | undefined {
  return CALL_HOLD.exec(key)?.[1];
}

export function newCallId(at: Date): string {
  return newTransferId(at).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
