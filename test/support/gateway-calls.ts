import { formatCredits } from '../../domain/credits';
import { openDatabase, type Database } from '../../domain/db/database';
import type { Budget } from '../../domain/gateway/budgets';
import { ALWAYS } from '../../domain/gateway/budgets';
import { newCallId, type CallEnding, type CallFacts, type CallQuote } from '../../domain/gateway/call';
import { createCallWriter } from '../../domain/gateway/call-writer';
import { NO_MULTIPLIERS } from '../../domain/gateway/charge';
import { createMetering, type Metering } from '../../domain/gateway/metering';
import { readPrices } from '../../domain/gateway/prices';
import { createCalls, type Calls } from '../../domain/gateway/settling';
import { NO_USAGE } from '../../domain/gateway/usage';
import { createLedger } from '../../domain/ledger/ledger';
import type { GatewayDomain } from './gateway-domain';

/** A process that takes calls: it shares the database with the others, and nothing else. */
export interface CallProcess {
  readonly db: Database;
  readonly metering: Metering;
  readonly calls: Calls;
  /** What it said of calls that wait for the database. */
  readonly failures: unknown[];
  close(): Promise<void>;
}

/** `url`: where it finds the database, through a cable for one. */
export function callProcess({ clock, ...gateway }: GatewayDomain, url = gateway.url): CallProcess {
  const db = openDatabase({ url, poolSize: 6 });
  const ledger = createLedger({ db, clock });
  const writer = createCallWriter({ db });
  const metering = createMetering({ db, ledger, clock, writer });
  const failures: unknown[] = [];
  const calls = createCalls({ db, metering, clock, onFailure: (error) => failures.push(error) });
  return {
    db,
    metering,
    calls,
    failures,
    async close() {
      await calls.close();
      await writer.idle();
      await ledger.close();
      await db.close();
    },
  };
}

export function callOf(userId: number, clock: { now(): Date }, more: Partial<CallFacts> = {}): CallFacts {
  const createdAt = clock.now();
  return {
    id: newCallId(createdAt),
    userId,
    keyId: null,
    surface: 'gateway',
    model: 'gpt-x',
    protocol: 'openai-chat',
    ip: '203.0.113.7',
    userAgent: 'a test',
    streamed: true,
    createdAt,
    ...more,
  };
}

/** A quote that sets so much aside for a call that will cost so much, whatever it uses. */
export function quoteOf(amount: bigint, cost = amount): CallQuote {
  return {
    price: readPrices(1, { output_price: formatCredits(cost) }),
    priceVersion: 1,
    multipliers: NO_MULTIPLIERS,
    amount,
    usage: { ...NO_USAGE, input: 100, output: 100 },
  };
}

/** A call that was answered by channel 7. */
export function answered(more: Partial<CallEnding> = {}): CallEnding {
  return {
    status: 'succeeded',
    usage: { ...NO_USAGE, input: 1000, cacheRead: 200, output: 50 },
    usageSource: 'reported',
    channel: { id: 7, userChannelId: 3, upstreamModel: 'gpt-x-2026', protocol: 'claude' },
    attempts: [
      {
        channelId: 7,
        upstreamModel: 'gpt-x-2026',
        status: null,
        error: null,
        outcome: 'answered',
        startedAt: new Date('2026-01-01T00:00:00.250Z'),
        durationMs: 800,
      },
    ],
    losses: [],
    firstByteMs: 120,
    durationMs: 900,
    ...more,
  };
}

/** A call that nobody could answer. */
export const FAILED: CallEnding = answered({
  status: 'failed',
  error: { code: 'UPSTREAM', message: 'it broke' },
  usage: NO_USAGE,
  usageSource: 'none',
  channel: undefined,
  attempts: [],
});

export function budgetOf(
  subject: string,
  unit: Budget['unit'],
  limit: bigint,
  windowStart: Date = ALWAYS,
): Budget {
  return { subject, unit, limit, windowStart };
}
