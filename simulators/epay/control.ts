import { json, Router } from 'express';
import type { FaultPlan } from './faults';
import type { Notifier } from './notifier';
import type { Trades } from './trades';

export interface ControlOptions {
  readonly trades: Trades;
  readonly faults: FaultPlan;
  readonly notifier: Notifier;
}

/** The longest that a request may wait for attempts that have not been made yet. */
const WAIT_MS = 50_000;

/**
 * The switchboard, which no real provider has:
 * - `POST /control {outTradeNo?, …faults}` sets faults (see Faults), for one order or for all;
 *   `DELETE /control` clears them;
 * - `GET /control/notifies?outTradeNo=&atLeast=` lists the attempts, once there are that many;
 * - `POST /control/notify {outTradeNo}` notifies once more, now, and lists the attempts.
 */
export function control({ trades, faults, notifier }: ControlOptions): Router {
  const router = Router();
  router.use(json({ limit: '16kb' }));

  router.post('/', (request, response) => {
    const { outTradeNo, ...wanted } = objectOf(request.body);
    if (outTradeNo !== undefined && typeof outTradeNo !== 'string') {
      response.status(400).json({ error: 'outTradeNo must be a string.' });
      return;
    }
    const wrong = faults.set(outTradeNo, wanted);
    if (wrong === undefined) response.json(faults.of(outTradeNo ?? ''));
    else response.status(400).json({ error: `${wrong} is not a fault, or cannot have that value.` });
  });
  router.delete('/', (_request, response) => {
    faults.clear();
    response.status(204).end();
  });

  router.get('/notifies', async (request, response) => {
    const { outTradeNo, atLeast } = request.query;
    const order = typeof outTradeNo === 'string' ? outTradeNo : undefined;
    try {
      response.json(await notifier.untilAttempts(Number(atLeast ?? 0), order, WAIT_MS));
    } catch {
      response
        .status(408)
        .json({ error: 'Too few attempts were made in time.', attempts: notifier.attempts(order) });
    }
  });
  router.post('/notify', async (request, response) => {
    const { outTradeNo } = objectOf(request.body);
    const trade = typeof outTradeNo === 'string' ? trades.byOutTradeNo(outTradeNo) : undefined;
    if (trade?.paidAt === undefined) {
      response.status(404).json({ error: 'There is no such order, or nobody has paid it.' });
      return;
    }
    await notifier.notifyAgain(trade);
    response.json(notifier.attempts(trade.outTradeNo));
  });
  return router;
}

function objectOf(body: unknown): Readonly<Record<string, unknown>> {
  return typeof body === 'object' && body !== null && !Array.isArray(body) ? { ...body } : {};
}
