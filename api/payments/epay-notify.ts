import type { Request, Response } from 'express';
import type { Logger } from 'pino';
import type { Orders } from '../../domain/orders/orders';
import { receiveEpayNotify } from '../../domain/orders/receive-notify';
import type { PaymentProvider } from '../../domain/payments';
import { readBody } from '../router/body';
import { queryText } from '../router/query-text';

const EMPTY = Buffer.alloc(0);

/**
 * `/webhooks/epay`, where the gateway tells of payments. The query or form goes on as the bytes that came, for
 * they are what is signed; the answer is the plain text that the gateway waits for.
 */
export function createEpayNotify(dependencies: {
  readonly orders: Orders;
  readonly provider: PaymentProvider;
  readonly log: Logger;
}) {
  const { orders, provider, log } = dependencies;
  return async (req: Request, res: Response): Promise<void> => {
    req.context.operation = 'webhooks.epay';
    const body = req.method === 'POST' ? await readBody(req, res).catch(() => undefined) : EMPTY;
    if (!body) {
      res.status(400).type('text/plain').send('fail');
      return;
    }
    const params = body.length === 0 ? queryText(req.url) : body.toString('utf8');
    const answer = await receiveEpayNotify(params, { orders, provider });
    if (answer.error !== undefined) {
      log.warn({ requestId: req.context.id, err: answer.error }, 'a payment notice was not accepted');
    }
    res.status(answer.status).type('text/plain').send(answer.body);
  };
}
