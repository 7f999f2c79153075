import type { Request, Response } from 'express';
import type { Logger } from 'pino';
import type { OutboxEntry } from '../../domain/outbox';
import type { EventCall } from '../../domain/publishing/platform-event';
import type { NewsAnswer, PlatformNews } from '../../domain/publishing/platform-news';
import { readBody } from '../router/body';
import { queryText } from '../router/query-text';

/** An event is some hundred bytes. */
const LARGEST_BYTES = 64 * 1024;
const STATUS = { forged: 403, strange: 400, unknown: 404 } as const;

/** `/webhooks/publishing/<account>`, where a platform tells what came of the account's posts. */
export function createPlatformEvents({
  news,
  dispatch,
  log,
}: {
  readonly news: PlatformNews;
  readonly dispatch: (entry: OutboxEntry | null) => void;
  readonly log: Logger;
}) {
  return async (req: Request, res: Response): Promise<void> => {
    req.context.operation = 'webhooks.publishing';
    const account = Number(req.params['account']);
    const body = await readBody(req, res).catch(() => undefined);
    if (!body || body.length > LARGEST_BYTES) return refuse(res, 413);
    if (!Number.isSafeInteger(account) || account < 1) return refuse(res, 404);
    const answer = await news.receive(account, callOf(req, body));
    if (answer.outcome === 'taken') dispatch(answer.outbox);
    else if (answer.outcome !== 'hello') {
      log.warn({ requestId: req.context.id, account, outcome: answer.outcome }, 'an event was not accepted');
    }
    reply(res, answer);
  };
}

function callOf(req: Request, body: Buffer): EventCall {
  return {
    method: req.method === 'POST' ? 'POST' : 'GET',
    query: new URLSearchParams(queryText(req.url)),
    header: (name) => req.get(name) ?? '',
    body,
  };
}

/** WeChat waits for `success`, and the others for HTTP 200. */
function reply(res: Response, answer: NewsAnswer): void {
  if (answer.outcome === 'taken') res.type('text/plain').send('success');
  else if (answer.outcome === 'hello') {
    res.type(answer.type === 'json' ? 'application/json' : 'text/plain').send(answer.answer);
  } else refuse(res, STATUS[answer.outcome]);
}

function refuse(res: Response, status: number): void {
  res.status(status).type('text/plain').send('refused');
}
