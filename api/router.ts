import type { Request, RequestHandler } from 'express';
import { AppError } from '../domain/errors';
import type { Dialect } from './router/dialect';
import { readOperations, type Operation } from './router/operation';
import { createPipeline, type Endpoint, type Steps } from './router/pipeline';
import { failureOf, sendFailure } from './router/respond';
import { RouteTable } from './router/route-table';
import type { Surface } from './router/surface';

interface Target {
  readonly endpoint: Endpoint;
  readonly dialect: Dialect;
}

/**
 * Serves every operation of the surfaces' documents, at its own path and again under `/<surface>`. Throws an
 * Error that lists them when documents and handlers differ: a process that cannot keep its contract does not start.
 */
export function createRouter(
  surfaces: readonly Surface[],
  steps: Steps & { readonly schemes: readonly string[] },
): RequestHandler {
  const table = new RouteTable<Target>();
  for (const surface of surfaces) {
    const operations = readOperations(surface.document);
    expectAgreement(surface, operations, steps.schemes);
    const endpointOf = createPipeline(surface, steps);
    for (const operation of operations) {
      const target = { endpoint: endpointOf(operation), dialect: surface.dialect };
      table.add(operation.method, operation.path, target);
      table.add(operation.method, `/${surface.name}${operation.path}`, target);
    }
  }

  return (req, res, next) => {
    const route = table.find(req.path);
    if (!route) return next();
    const target = route.targets.get(req.method === 'HEAD' ? 'GET' : req.method);
    if (target) return void target.endpoint(req, res, route.params).catch(next);
    const [first] = route.targets.values();
    if (!first) return next();
    const error = new AppError('METHOD_NOT_ALLOWED', { allow: allowed(route.targets) });
    sendFailure(res, ...failureOf(error, req, first.dialect, steps.log));
  };
}

function allowed(targets: ReadonlyMap<string, Target>): string[] {
  const methods = [...targets.keys()];
  return methods.includes('GET') ? [...methods, 'HEAD'] : methods;
}

function expectAgreement(
  { name, handlers, publicOperations }: Surface,
  operations: readonly Operation[],
  schemes: readonly string[],
): void {
  const served = new Set(operations.map(({ id }) => id));
  const open = operations.filter((operation) => operation.schemes.length === 0).map(({ id }) => id);
  const unknown = operations
    .flatMap((operation) => operation.schemes)
    .filter((item) => !schemes.includes(item));
  const problems = [
    ...operations.filter(({ id }) => !Object.hasOwn(handlers, id)).map(({ id }) => `${id} has no handler`),
    ...Object.keys(handlers)
      .filter((id) => !served.has(id))
      .map((id) => `${id} has a handler but is not documented`),
    ...open.filter((id) => !publicOperations.includes(id)).map((id) => `${id} is documented as public`),
    ...publicOperations.filter((id) => !open.includes(id)).map((id) => `${id} is not documented as public`),
    ...[...new Set(unknown)].map((scheme) => `the security scheme ${scheme} is unknown`),
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
