import type { Request, RequestHandler, Response } from 'express';
import { AppError } from '../domain/errors';
import { ROLES } from './auth/roles';
import type { Dialect } from './router/dialect';
import { readOperations, type Operation } from './router/operation';
import { createPipeline, type Endpoint, type Steps } from './router/pipeline';
import { refuseRaw, type RawHandler } from './router/raw';
import { failureOf, sendFailure } from './router/respond';
import { RouteTable } from './router/route-table';
import type { Surface } from './router/surface';
import { wantedWebSocket } from './ws/plain-upgrade';

interface Target {
  readonly endpoint: Endpoint;
  readonly dialect: Dialect;
  /** The code of an operation that speaks a protocol of its own. */
  readonly raw: RawHandler | undefined;
  /** Whether other surfaces have the path, too. */
  readonly isShared: boolean;
}

/** A path that several surfaces have: at the root, the request tells which of them is meant. */
export interface Meeting {
  readonly method: string;
  readonly path: string;
  /** The name of the surface. */
  readonly choose: (req: Request, res: Response) => Promise<string>;
}

/**
 * Serves every operation of the surfaces' documents, at its own path and again under `/<surface>`. Throws an
 * Error that lists them when documents and handlers differ: a process that cannot keep its contract does not start.
 */
export function createRouter(
  surfaces: readonly Surface[],
  steps: Steps & { readonly schemes: readonly string[] },
  meetings: readonly Meeting[] = [],
): RequestHandler {
  const table = new RouteTable<Target>();
  const meeting = new Map(
    meetings.map((item) => [`${item.method} ${item.path}`, { ...item, guests: new Map() }]),
  );
  for (const surface of surfaces) {
    const operations = readOperations(surface.document);
    expectAgreement(surface, operations, steps.schemes);
    const endpointOf = createPipeline(surface, steps);
    for (const operation of operations) {
      const raw = surface.raw?.[operation.id];
      const target = { endpoint: endpointOf(operation), dialect: surface.dialect, raw, isShared: false };
      table.add(operation.method, `/${surface.name}${operation.path}`, target);
      const met = meeting.get(`${operation.method} ${operation.path}`);
      if (met) met.guests.set(surface.name, target);
      else table.add(operation.method, operation.path, target);
    }
  }
  for (const { method, path, choose, guests } of meeting.values()) {
    table.add(method, path, whoeverIsMeant(choose, guests));
  }

  return (req, res, next) => {
    const route = table.find(req.path);
    const asksForSocket = wantedWebSocket(req);
    if (!route || asksForSocket) {
      const error = new AppError(asksForSocket ? 'NO_WEBSOCKET' : 'NOT_FOUND');
      // RFC 9110 wants the protocol named that is taken instead.
      if (asksForSocket) res.setHeader('Upgrade', 'HTTP/1.1');
      const near = table.near(req.path);
      const raw = protocolOf(near);
      if (raw) return refuseRaw(raw, req, res, error);
      const dialect = dialectOf(near);
      if (dialect) return sendFailure(res, ...failureOf(error, req, dialect, steps.log));
      return asksForSocket ? next(error) : next();
    }
    const target = route.targets.get(req.method === 'HEAD' ? 'GET' : req.method);
    if (target) return void target.endpoint(req, res, route.params).catch(next);
    const [first] = route.targets.values();
    if (!first) return next();
    const error = new AppError('METHOD_NOT_ALLOWED', { allow: allowed(route.targets) });
    if (first.raw) refuseRaw(first.raw, req, res, error);
    else sendFailure(res, ...failureOf(error, req, first.dialect, steps.log));
  };
}

/** Whoever misses a path among those of a protocol is told so in it: the SDKs of vendors can read nothing else. */
function protocolOf(near: readonly Target[]): RawHandler | undefined {
  return near.every(({ raw }) => raw !== undefined) ? near[0]?.raw : undefined;
}

/** Where all paths are those of one surface, whoever misses them is told so in its shape. */
function dialectOf(near: readonly Target[]): Dialect | undefined {
  const [first] = near;
  const isOfOne = near.every(({ dialect, isShared }) => dialect === first?.dialect && !isShared);
  return isOfOne ? first?.dialect : undefined;
}

function whoeverIsMeant(choose: Meeting['choose'], guests: ReadonlyMap<string, Target>): Target {
  const [first] = guests.values();
  if (!first) throw new Error('No surface has a path at which surfaces are to meet.');
  return {
    dialect: first.dialect,
    raw: first.raw,
    isShared: true,
    endpoint: async (req, res, params) => {
      const chosen = guests.get(await choose(req, res)) ?? first;
      await chosen.endpoint(req, res, params);
    },
  };
}

function allowed(targets: ReadonlyMap<string, Target>): string[] {
  const methods = [...targets.keys()];
  return methods.includes('GET') ? [...methods, 'HEAD'] : methods;
}

function expectAgreement(
  { name, handlers, raw = {}, publicOperations, limits }: Surface,
  operations: readonly Operation[],
  schemes: readonly string[],
): void {
  const served = new Set(operations.map(({ id }) => id));
  const open = operations.filter(({ anonymous }) => anonymous).map(({ id }) => id);
  const unknown = operations
    .flatMap((operation) => operation.schemes)
    .filter((item) => !schemes.includes(item));
  const problems = [
    ...operations
      .filter(({ id, protocol }) => !Object.hasOwn(protocol === undefined ? handlers : raw, id))
      .map(({ id }) => `${id} has no handler`),
    ...Object.keys({ ...handlers, ...raw })
      .filter((id) => !served.has(id))
      .map((id) => `${id} has a handler but is not documented`),
    ...open.filter((id) => !publicOperations.includes(id)).map((id) => `${id} is documented as public`),
    ...publicOperations.filter((id) => !open.includes(id)).map((id) => `${id} is not documented as public`),
    ...[...new Set(unknown)].map((scheme) => `the security scheme ${scheme} is unknown`),
    ...operations
      .filter(({ rateClass }) => !Object.hasOwn(limits, rateClass))
      .map(({ id, rateClass }) => `${id} has the unknown limit ${rateClass}`),
    ...operations
      .filter(({ role }) => role !== undefined && !ROLES.some((known) => known === role))
      .map(({ id, role }) => `${id} asks for the unknown role ${role}`),
  ];
  if (problems.length > 0)
    throw new Error(`openapi/${name}.yaml and its handlers differ: ${problems.join('; ')}.`);
}

/** What answers when nothing else did: a 404, or a 500 for what a step threw, in the words of `dialect`. */
export function notFound(dialect: Dialect, log: Steps['log']): RequestHandler {
  return (req, res) => sendFailure(res, ...failureOf(new AppError('NOT_FOUND'), req, dialect, log));
}

export function unexpected(dialect: Dialect, log: Steps['log']) {
  return (error: unknown, req: Request, res: Parameters<RequestHandler>[1], _next: unknown): void => {
    sendFailure(res, ...failureOf(error, req, dialect, log));
  };
}
