import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';
import type { Logger } from 'pino';
import type { HttpMetrics } from '../metrics/http-metrics';
import { languageOf, type Language } from './language';

/** What is known of a request before and beside what it asks for. */
export interface RequestContext {
  /** In the answer's X-Request-Id, and in every line that the log gets for the request. */
  readonly id: string;
  /** What messages are written in; operations that speak a vendor's protocol have another usual one. */
  language: Language;
  /** `studio.generateVideo`; undefined for what is no operation of a document. */
  operation: string | undefined;
  /** The body, once somebody reads it: whoever chooses a request's handler and the handler both do. */
  body: Promise<Buffer> | undefined;
  /** What handlers and steps add to the request's line in the log. */
  readonly fields: Record<string, string | number>;
}

declare global {
  namespace Express {
    interface Request {
      context: RequestContext;
    }
  }
}

const USABLE_ID = /^[\w.:-]{1,64}$/;

/**
 * The first step of every request: its id, its language, the headers that every answer has, and, when it is
 * over, its line in the log and its place in the metrics.
 */
export function requestContext({ log, metrics }: { log: Logger; metrics: HttpMetrics }): RequestHandler {
  return (req, res, next) => {
    const started = performance.now();
    const given = req.get('x-request-id');
    const context: RequestContext = {
      id: given !== undefined && USABLE_ID.test(given) ? given : randomUUID(),
      language: languageOf(req.headers['accept-language']),
      operation: undefined,
      body: undefined,
      fields: {},
    };
    req.context = context;
    res.setHeader('X-Request-Id', context.id);
    res.setHeader('X-Content-Type-Options', 'nosniff');

    metrics.begun();
    res.once('close', () => {
      const milliseconds = performance.now() - started;
      // 499: the caller hung up before the answer was whole.
      const status = res.writableFinished ? res.statusCode : 499;
      metrics.ended({ operation: context.operation, method: req.method, status, milliseconds });
      log[status >= 500 ? 'error' : 'info'](
        {
          requestId: context.id,
          method: req.method,
          path: req.path,
          operation: context.operation,
          status,
          milliseconds: Math.round(milliseconds),
          ...context.fields,
        },
        'request',
      );
    });
    next();
  };
}
