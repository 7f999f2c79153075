import type { Request, Response } from 'express';
import type { Logger } from 'pino';
import type { Idempotency, IdempotencyClaim } from '../../domain/idempotency';
import type { WatchCaller } from '../auth/caller-watch';
import type { Principal } from '../auth/principal';
import type { RateLimits } from '../limits/rate-limits';
import { createAdmission, expectWithin, tellStatus, type Admission, type Doorkeeping } from './admission';
import { readJsonBody } from './body';
import {
  FileAnswer,
  NothingMore,
  Redirect,
  type Call,
  type EventStream,
  type Handler,
  type Tell,
} from './call';
import { cookiesOf } from './cookies';
import { answerOnce, claimOf } from './idempotent';
import { createLiveAnswer, wantsEvents, type LiveAnswer } from './live-answer';
import type { OpenCalls } from './open-calls';
import type { Operation } from './operation';
import { queryText } from './query-text';
import { createRawEndpoint } from './raw';
import { failureOf, sendFailure, sendFile, sendJson } from './respond';
import { countStreams, sendStream, type StreamCare } from './stream';
import type { Surface } from './surface';
import { createTimeLimit } from './time-limit';
import { readUpload } from './upload';
import { createRequestValidators, createResponseValidators, type RequestValidator } from './validation';

/** What the steps of a request need, besides the operation itself. */
export interface Steps extends Doorkeeping {
  /** The limits of a surface, by its name. */
  readonly limits: Readonly<Record<string, RateLimits>>;
  readonly idempotency: Idempotency;
  /** Keys the hashes of requests. */
  readonly idempotencyKey: Buffer;
  readonly openCalls: OpenCalls;
  /** Whether answers are checked against the document; one that does not fit becomes a 500. */
  readonly validateResponses: boolean;
  readonly watchCaller: WatchCaller;
  /** How often an open stream is looked after; undefined for the usual. */
  readonly heartbeatMs: number | undefined;
  /** How long a request may take; who waits for longer is told UNAVAILABLE. */
  readonly requestLimitMs: number;
  readonly log: Logger;
}

/** Serves one operation and answers whatever it throws. `params` are those of the path, decoded. */
export type Endpoint = (
  req: Request,
  res: Response,
  params: Readonly<Record<string, string>>,
) => Promise<void>;

/**
 * Makes endpoints of a surface's operations. A request goes through: limit → authenticate → authorise → parse →
 * validate → handler → dialect.
 */
export function createPipeline(surface: Surface, steps: Steps): (operation: Operation) => Endpoint {
  const { name, dialect } = surface;
  const { log, openCalls } = steps;
  const limits = limitsOf(steps, name);
  const withinLimit = createTimeLimit(steps.requestLimitMs);
  const knock = createAdmission(steps, limits);
  const admit: Admission = (operation, ...request) =>
    withinLimit(knock(operation, ...request), `admission to ${operation.id}`);
  const streams = countStreams();
  const requestValidator = createRequestValidators();
  const responseValidator = createResponseValidators();

  return (operation) => {
    const raw = surface.raw?.[operation.id];
    if (raw) return createRawEndpoint({ surface: name, operation, handler: raw, admit });
    const handler = surface.handlers[operation.id];
    if (!handler) throw new Error(`${operation.id} has no handler.`);
    const validator = requestValidator(operation);
    const misfit = steps.validateResponses ? responseCheck(operation, responseValidator) : undefined;

    return async (req, res, params) => {
      req.context.operation = `${name}.${operation.id}`;
      let live: LiveAnswer | undefined;
      let user: Principal | undefined;
      let admittedAt: number | undefined;
      try {
        user = await admit(operation, req, res);
        admittedAt = performance.now();
        if (operation.stream === 'accepted' && wantsEvents(req, res))
          live = createLiveAnswer(res, careFor(user));
        const call = await understand(req, res, params, user, validator, live?.tell);
        expectWithin(res, await limits.countBody(operation.rateClass, call.body));
        if (operation.stream === 'always') await stream(res, call, handler);
        else if (operation.file) await file(res, call, handler);
        else if (operation.status >= 300) await redirect(res, call, handler);
        else await answer(res, call, handler, live);
        await limits.succeeded(operation.rateClass, { user, ip: req.ip }, call.body);
      } catch (error) {
        // What names a job was accepted, whatever came of it.
        if (admittedAt !== undefined && !('jobId' in req.context.fields)) {
          const waitedMs = performance.now() - admittedAt;
          const status = await limits.refused(operation.rateClass, { user, ip: req.ip }, waitedMs);
          if (status && !res.headersSent) tellStatus(res, status);
        }
        fail(req, res, error, live);
      }
    };

    async function understand(
      req: Request,
      res: Response,
      params: Readonly<Record<string, string>>,
      user: Principal | undefined,
      check: RequestValidator,
      tell: Tell | undefined,
    ): Promise<Call> {
      const body = operation.body ? await readJsonBody(req, res) : undefined;
      const headers = check.parameters('header', { ...req.headers });
      const value = body && (body.json !== undefined || operation.body?.required);
      const checked = {
        params: check.parameters('path', { ...params }),
        query: check.parameters('query', queryOf(req)),
        headers,
        body: value ? check.body(body.json, body.raw.length) : undefined,
      };
      const key = operation.idempotent ? req.get('idempotency-key') : undefined;
      const cookie = operation.session === undefined ? undefined : steps.cookies[operation.session];
      let signal: AbortSignal | undefined;
      return {
        ...checked,
        rawBody: body?.raw ?? Buffer.alloc(0),
        upload: operation.upload && (await readUpload(req, operation.upload)),
        place: { surface: name, ip: req.ip ?? '', userAgent: req.get('user-agent') ?? '' },
        user,
        idempotency: key === undefined ? undefined : claim(key, user, req.ip ?? '', checked),
        session: {
          start: async (sessionId) => (await cookie?.start(req, res, sessionId)) ?? false,
          end: async () => cookie?.end(req, res),
        },
        cookies: cookiesOf(req, res),
        language: req.context.language,
        get signal() {
          return (signal ??= openCalls.signalFor(res));
        },
        tell,
        note: (fields) => void Object.assign(req.context.fields, fields),
      };
    }

    function claim(
      key: string,
      user: Principal | undefined,
      ip: string,
      { params, body }: { readonly params: unknown; readonly body: unknown },
    ): IdempotencyClaim {
      const hashKey = steps.idempotencyKey;
      return claimOf({
        surface: name,
        operation: operation.id,
        userId: user?.userId,
        ip,
        key,
        params,
        body,
        hashKey,
      });
    }

    async function answer(res: Response, call: Call, run: Handler, live?: LiveAnswer): Promise<void> {
      const { id, status } = operation;
      const once = async () => {
        const result = await run(call);
        const { body, provisional } = dialect.success(result, call.language);
        expectFit(status, body);
        return { json: JSON.stringify(body), keep: provisional !== true };
      };
      const done = live && streams.begin(call.user?.userId);
      try {
        const answered = call.idempotency
          ? answerOnce(steps.idempotency, call.idempotency, once)
          : once().then(({ json }) => ({ json, replayed: false }));
        // Who has begun to hear of it waits for as long as it takes.
        const { json, replayed } = await withinLimit(answered, id, () => live?.hasBegun === true);
        if (replayed && !res.headersSent) res.setHeader('Idempotent-Replayed', 'true');
        if (live) live.end('done', json);
        else sendJson(res, status, json);
      } finally {
        done?.();
      }
    }

    async function file(res: Response, call: Call, run: Handler): Promise<void> {
      const made = await withinLimit(run(call), operation.id);
      if (!(made instanceof FileAnswer)) throw new TypeError(`${operation.id} should answer a FileAnswer.`);
      await sendFile(res, operation.status, made);
    }

    async function redirect(res: Response, call: Call, run: Handler): Promise<void> {
      const target = await withinLimit(run(call), operation.id);
      if (!(target instanceof Redirect)) throw new TypeError(`${operation.id} should answer a Redirect.`);
      res.setHeader('Cache-Control', 'no-store');
      res.redirect(operation.status, target.location);
    }

    async function stream(res: Response, call: Call, run: Handler): Promise<void> {
      const events = (await withinLimit(run(call), operation.id)) as EventStream | NothingMore;
      if (events instanceof NothingMore) {
        res.writeHead(events.status, { 'Cache-Control': 'no-store' }).end();
        return;
      }
      const done = streams.begin(call.user?.userId);
      try {
        await sendStream(res, events, call.signal, careFor(call.user));
      } finally {
        done();
      }
    }

    function careFor(user: Principal | undefined): StreamCare {
      return {
        heartbeatMs: steps.heartbeatMs,
        watchReader: (everyMs, onEnd) => (user ? steps.watchCaller(user, everyMs, onEnd) : () => undefined),
      };
    }

    function fail(req: Request, res: Response, error: unknown, live?: LiveAnswer): void {
      let [shown, rendered] = failureOf(error, req, dialect, log);
      const problem = misfit?.(rendered.status, rendered.body);
      if (problem !== undefined) {
        const misfitError = new Error(`${operation.id} failed with what is not documented: ${problem}`, {
          cause: error,
        });
        [shown, rendered] = failureOf(misfitError, req, dialect, log);
      }
      if (live?.hasBegun) live.end('error', JSON.stringify(rendered.body));
      else sendFailure(res, shown, rendered);
    }

    function expectFit(status: number, body: unknown): void {
      const problem = misfit?.(status, body);
      if (problem !== undefined)
        throw new Error(`${operation.id} answered what is not documented: ${problem}`);
    }
  };
}

function limitsOf({ limits }: Steps, surface: string): RateLimits {
  const own = limits[surface];
  if (!own) throw new Error(`The surface ${surface} has no limits.`);
  return own;
}

/** What of an answer the document does not say; undefined when it fits. */
function responseCheck(
  operation: Operation,
  validatorOf: ReturnType<typeof createResponseValidators>,
): (status: number, body: unknown) => string | undefined {
  const checks = new Map(
    [...operation.responses].map(([status, schema]) => [status, schema && validatorOf(schema)]),
  );
  return (status, body) => (checks.has(status) ? checks.get(status)?.(body) : `status ${status}`);
}

/** A parameter that comes more than once becomes a list, which only a schema for lists takes. */
function queryOf(req: Request): Record<string, unknown> {
  const query: Record<string, unknown> = {};
  const text = queryText(req.url);
  if (text === '') return query;
  const given = new URLSearchParams(text);
  for (const name of new Set(given.keys())) {
    const values = given.getAll(name);
    query[name] = values.length === 1 ? values[0] : values;
  }
  return query;
}
