import cors from 'cors';
import type { RequestHandler } from 'express';

/** Headers of answers that pages elsewhere may read. */
const SHOWN = [
  ...['RateLimit-Limit', 'RateLimit-Remaining', 'RateLimit-Reset', 'Retry-After', 'X-Request-Id'],
  ...['Idempotent-Replayed', 'Content-Disposition', 'ETag'],
];

/** Lets pages of these origins call the API, with the cookies that they have of it. */
export function crossOrigin(origins: readonly string[]): RequestHandler {
  return cors({ origin: [...origins], credentials: true, exposedHeaders: SHOWN, maxAge: 600 });
}
