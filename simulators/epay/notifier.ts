import { EventEmitter, once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type { FaultPlan, Faults } from './faults';
import { falsified, paidMessage, withFields } from './notify-message';
import type { Fields } from './signature';
import type { Merchant } from './trade-request';
import type { Trade, Trades } from './trades';

/** One notify that was sent, or that a fault lost on the way. */
export interface Attempt {
  readonly outTradeNo: string;
  readonly tradeNo: string;
  /** Which delivery of the trade it belongs to, from 1; copies of a delivery share the number. */
  readonly delivery: number;
  readonly method: 'GET' | 'POST';
  readonly fields: Fields;
  readonly sentAt: string;
  readonly outcome: 'acknowledged' | 'refused' | 'unreachable' | 'dropped';
  readonly status?: number;
  readonly answer?: string;
}

export interface Notifier {
  /** Notifies until the merchant answers `success` or the retries end; resolves after the first delivery. */
  notify(trade: Trade): Promise<void>;
  /** One more delivery now, as a provider's "notify again" button does. */
  notifyAgain(trade: Trade): Promise<void>;
  attempts(outTradeNo?: string): Attempt[];
  /** Resolves when that many attempts are on record; rejects after `timeoutMs`. */
  untilAttempts(atLeast: number, outTradeNo: string | undefined, timeoutMs: number): Promise<Attempt[]>;
  stop(): Promise<void>;
}

export interface NotifierOptions {
  readonly merchant: Merchant;
  readonly trades: Trades;
  readonly faults: FaultPlan;
  /** The pauses between deliveries that were not acknowledged. */
  readonly retryMs: readonly number[];
  /** How long the merchant may take to answer. */
  readonly timeoutMs: number;
}

/** Only this word counts; a merchant's error page with status 200 must not. */
const ACKNOWLEDGEMENT = 'success';

/** Attempts kept for whoever asks what was sent. */
const REMEMBERED = 5000;

export function createNotifier({ merchant, trades, faults, retryMs, timeoutMs }: NotifierOptions): Notifier {
  const record: Attempt[] = [];
  const recorded = new EventEmitter().setMaxListeners(0);
  const deliveries = new Map<string, number>();
  const stopping = new AbortController();
  const running = new Set<Promise<unknown>>();

  async function deliver(trade: Trade): Promise<void> {
    const plan = faults.of(trade.outTradeNo);
    const delivery = (deliveries.get(trade.tradeNo) ?? 0) + 1;
    deliveries.set(trade.tradeNo, delivery);
    const lost = plan.drop === true || (typeof plan.drop === 'number' && delivery <= plan.drop);
    const copies = Array.from({ length: plan.repeat }, () => attempt(trade, delivery, plan, lost));
    for (const { outcome } of await Promise.all(copies)) {
      if (outcome === 'acknowledged') trade.acknowledged = true;
    }
    trades.save();
  }

  async function attempt(trade: Trade, delivery: number, plan: Faults, lost: boolean): Promise<Attempt> {
    const { method } = plan;
    const fields =
      plan.falsify === 'nothing' ? paidMessage(trade, merchant) : falsified(trade, merchant, plan.falsify);
    const sentAt = new Date().toISOString();
    const answer: Pick<Attempt, 'outcome' | 'status' | 'answer'> = lost
      ? { outcome: 'dropped' }
      : await send(trade.notifyUrl, method, fields);
    const done = {
      outTradeNo: trade.outTradeNo,
      tradeNo: trade.tradeNo,
      delivery,
      method,
      fields,
      sentAt,
      ...answer,
    };
    record.push(done);
    if (record.length > REMEMBERED) record.shift();
    recorded.emit('attempt');
    return done;
  }

  /** Aborts when it stops, and when time is up. Not an `AbortSignal.timeout`: among others Node forgets it. */
  function patient(ms: number): { signal: AbortSignal; end: () => void } {
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(), ms);
    // eslint-disable-next-line no-restricted-properties -- The timer keeps what may come.
    return { signal: AbortSignal.any([stopping.signal, late.signal]), end: () => clearTimeout(timer) };
  }

  async function send(address: string, method: 'GET' | 'POST', fields: Fields) {
    const patience = patient(timeoutMs);
    const init = { redirect: 'manual', signal: patience.signal } as const;
    try {
      const response =
        method === 'GET'
          ? await fetch(withFields(address, fields), init)
          : await fetch(address, { ...init, method, body: new URLSearchParams(fields) });
      const answer = (await response.text()).slice(0, 200);
      const outcome = answer.trim() === ACKNOWLEDGEMENT ? 'acknowledged' : 'refused';
      return { outcome, status: response.status, answer } as const;
    } catch {
      return { outcome: 'unreachable' } as const;
    } finally {
      patience.end();
    }
  }

  async function retry(trade: Trade): Promise<void> {
    for (const pause of retryMs) {
      if (trade.acknowledged || stopping.signal.aborted) return;
      await delay(pause, undefined, { signal: stopping.signal });
      if (!trade.acknowledged) await deliver(trade);
    }
  }

  /** Work that goes on after the answer: kept, so that stop() can wait for its end. */
  function inBackground(work: Promise<void>): void {
    const settled = work.catch((error: unknown) => {
      if (!stopping.signal.aborted) throw error;
    });
    running.add(settled);
    void settled.finally(() => running.delete(settled));
  }

  return {
    async notify(trade) {
      const first = delay(faults.of(trade.outTradeNo).delayMs, undefined, { signal: stopping.signal }).then(
        () => deliver(trade),
      );
      inBackground(first.then(() => retry(trade)));
      await first.catch(() => undefined);
    },
    notifyAgain: deliver,
    attempts: (outTradeNo) => record.filter((a) => outTradeNo === undefined || a.outTradeNo === outTradeNo),
    async untilAttempts(atLeast, outTradeNo, waitMs) {
      const patience = patient(waitMs);
      try {
        for (;;) {
          const found = this.attempts(outTradeNo);
          if (found.length >= atLeast) return found;
          await once(recorded, 'attempt', { signal: patience.signal });
        }
      } finally {
        patience.end();
      }
    },
    async stop() {
      stopping.abort();
      await Promise.all(running);
    },
  };
}
