import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'express';
import type { Logger } from 'pino';
import { isAppError, type AppError } from '../../domain/errors';
import { dispositionOf } from '../files/disposition';
import type { FileAnswer } from './call';
import type { Answer, Dialect } from './dialect';
import { toAppError } from './unexpected';

/** Sends a JSON answer that is written out already. */
export function sendJson(res: Response, status: number, json: string): void {
  res.statusCode = status;
  res.setHeader('Content-Type', 'application/json; charset=utf-8');
  res.setHeader('Cache-Control', 'no-store');
  const bytes = Buffer.from(json);
  res.setHeader('Content-Length', bytes.length);
  res.end(bytes);
}

/** Sends a file to be saved. A browser that shows it all the same runs nothing of it. */
export async function sendFile(
  res: Response,
  status: number,
  { content, contentType, fileName, plainName }: FileAnswer,
): Promise<void> {
  res.writeHead(status, {
    'Content-Type': contentType,
    // How long a stream will be is known when it has ended: who makes it may be wrong, or lie.
    ...(Buffer.isBuffer(content) ? { 'Content-Length': content.length } : {}),
    'Content-Disposition': dispositionOf('attachment', fileName, plainName),
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'Cache-Control': 'no-store',
  });
  if (Buffer.isBuffer(content)) res.end(content);
  else await pipeline(content, res);
}

/** The answer that a surface gives to whatever was thrown. What nobody foresaw goes to the log. */
export function failureOf(error: unknown, req: Request, dialect: Dialect, log: Logger): [AppError, Answer] {
  const shown = toAppError(error);
  if (shown.code === 'INTERNAL' || shown.code === 'UNAVAILABLE') {
    log.error(
      {
        requestId: req.context.id,
        operation: req.context.operation,
        ...req.context.fields,
        err: shown.cause ?? shown,
      },
      'request failed',
    );
  } else {
    req.context.fields['error'] = shown.code;
  }
  return [shown, dialect.failure(shown, { language: req.context.language, requestId: req.context.id })];
}

/** Sends an error with the headers that belong to it; a stream that has begun is cut instead. */
export function sendFailure(res: Response, error: AppError, { status, body }: Answer): void {
  if (res.headersSent) {
    res.destroy();
    return;
  }
  if (status === 401) res.setHeader('WWW-Authenticate', 'Bearer');
  if (isAppError(error, 'METHOD_NOT_ALLOWED')) res.setHeader('Allow', error.details.allow.join(', '));
  if (isAppError(error, 'RATE_LIMITED')) res.setHeader('Retry-After', error.details.retryAfter);
  sendJson(res, status, JSON.stringify(body));
}
