import type { Request, Response } from 'express';
import { isAppError } from '../../domain/errors';
import type { Principal } from '../auth/principal';
import type { Admission } from './admission';
import type { Answer } from './dialect';
import { languageOf } from './language';
import type { Operation } from './operation';
import type { Endpoint } from './pipeline';
import { sendJson } from './respond';

/** A request to an operation that speaks a protocol of its own: nothing of it was read but who calls. */
export interface RawCall {
  readonly req: Request;
  readonly res: Response;
  /** Those of the path, decoded. */
  readonly params: Readonly<Record<string, string>>;
  /** Who calls; undefined only where everybody may. */
  readonly user: Principal | undefined;
  /** The name of the surface. */
  readonly surface: string;
}

/** The code of such an operation. */
export interface RawHandler {
  /** Reads the request and answers it. What it throws before the answer began is answered by `failure`. */
  run(call: RawCall): Promise<void>;
  /** An error as the protocol writes it. */
  failure(error: unknown, req: Request): Answer & { readonly retryAfter?: number | undefined };
}

/** Serves an operation that speaks a protocol of its own, behind the same first steps as every other. */
export function createRawEndpoint({
  surface,
  operation,
  handler,
  admit,
}: {
  readonly surface: string;
  readonly operation: Operation;
  readonly handler: RawHandler;
  readonly admit: Admission;
}): Endpoint {
  return async (req, res, params) => {
    req.context.operation = `${surface}.${operation.id}`;
    speakVendors(req);
    try {
      const user = await admit(operation, req, res);
      await handler.run({ req, res, params, user, surface });
    } catch (error) {
      send(handler, req, res, error);
    }
  };
}

/** Answers an error in the protocol of an operation that does not serve the request, but is the nearest to it. */
export function refuseRaw(handler: RawHandler, req: Request, res: Response, error: unknown): void {
  speakVendors(req);
  send(handler, req, res, error);
}

/** Vendors' SDKs ask for no language, and their users read what vendors write. */
function speakVendors({ context, headers }: Request): void {
  context.language = languageOf(headers['accept-language'], 'en');
}

function send(handler: RawHandler, req: Request, res: Response, error: unknown): void {
  const { status, body, retryAfter } = handler.failure(error, req);
  if (res.headersSent) {
    res.destroy();
    return;
  }
  if (status === 401) res.setHeader('WWW-Authenticate', 'Bearer');
  if (isAppError(error, 'METHOD_NOT_ALLOWED')) res.setHeader('Allow', error.details.allow.join(', '));
  if (retryAfter !== undefined) res.setHeader('Retry-After', retryAfter);
  sendJson(res, status, JSON.stringify(body));
}
