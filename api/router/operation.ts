import {
  dereference,
  isObject,
  type Json,
  type JsonObject,
  type OpenApiDocument,
} from '../../openapi/document';

/** The classes of requests that are limited apart. */
export type RateClass = 'auth' | 'generate' | 'query' | 'other';

/** What the document says of one operation, ready to be built: every reference is in place. */
export interface Operation {
  readonly id: string;
  /** In capitals. */
  readonly method: string;
  /** With its parameters in braces: `/api/v1/jobs/{id}`. */
  readonly path: string;
  /** The security schemes of which one is enough; none means that everybody may call. */
  readonly schemes: readonly string[];
  /** The role that the caller must have. */
  readonly role: string | undefined;
  readonly rateClass: RateClass;
  /** Whether an Idempotency-Key makes a repeat answer with the first answer. */
  readonly idempotent: boolean;
  /** Whether it answers with an event stream. */
  readonly stream: boolean;
  /** Whether it may begin a browser session. */
  readonly session: boolean;
  /** One object schema for each place that parameters stand in. */
  readonly parameters: Readonly<Record<'path' | 'query' | 'header', JsonObject>>;
  readonly body: { readonly schema: JsonObject; readonly required: boolean } | undefined;
  /** The JSON schema of each status that is documented; undefined where the answer is not JSON. */
  readonly responses: ReadonlyMap<number, JsonObject | undefined>;
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;
const RATE_CLASSES: readonly string[] = ['auth', 'generate', 'query', 'other'] satisfies RateClass[];

/** The operations of a document. Throws an Error that names the operation that the router could not serve. */
export function readOperations(document: OpenApiDocument): Operation[] {
  const defaults = document['security'] ?? [];
  const operations = Object.entries(document.paths).flatMap(([path, reference]) => {
    const item = object(dereference(document, reference), path);
    return METHODS.filter((method) => item[method] !== undefined).map((method) => {
      const spec = object(item[method], `${method} ${path}`);
      return readOperation(path, method, spec, list(item['parameters']), list(spec['security'] ?? defaults));
    });
  });
  const ids = operations.map(({ id }) => id);
  const repeated = ids.find((id, index) => ids.indexOf(id) !== index);
  if (repeated !== undefined) throw new Error(`Two operations are called ${repeated}.`);
  return operations;
}

function readOperation(
  path: string,
  method: string,
  spec: JsonObject,
  sharedParameters: readonly Json[],
  security: readonly Json[],
): Operation {
  const id = spec['operationId'];
  if (typeof id !== 'string') throw new Error(`${method} ${path} has no operationId.`);
  const rateClass = spec['x-rate-limit'];
  if (!isRateClass(rateClass)) {
    throw new Error(`${id} needs x-rate-limit: one of ${RATE_CLASSES.join(', ')}.`);
  }
  const operation: Operation = {
    id,
    method: method.toUpperCase(),
    path,
    schemes: security.flatMap((requirement) => Object.keys(object(requirement, `security of ${id}`))),
    role: typeof spec['x-role'] === 'string' ? spec['x-role'] : undefined,
    rateClass,
    idempotent: spec['x-idempotent'] === true,
    stream: spec['x-stream'] === true,
    session: spec['x-session'] === true,
    parameters: readParameters([...sharedParameters, ...list(spec['parameters'])], id),
    body: readBody(spec['requestBody'], id),
    responses: readResponses(object(spec['responses'], `responses of ${id}`)),
  };
  // A cookie comes along with requests that another site made: it may open a stream, and do nothing else.
  if (operation.schemes.includes('browserSession') && !(operation.stream && method === 'get')) {
    throw new Error(`${id} may not take browserSession: only a GET with x-stream may.`);
  }
  return operation;
}

function nameOf({ name }: JsonObject, id: string): string {
  if (typeof name !== 'string') throw new Error(`A parameter of ${id} has no name.`);
  return name;
}

function readParameters(parameters: readonly Json[], id: string): Operation['parameters'] {
  const at = (place: string): JsonObject => {
    const own = parameters
      .map((item) => object(item, `parameters of ${id}`))
      .filter((p) => p['in'] === place);
    // Node gives header names in lower case.
    const name = (p: JsonObject) => (place === 'header' ? nameOf(p, id).toLowerCase() : nameOf(p, id));
    return {
      type: 'object',
      properties: Object.fromEntries(own.map((p) => [name(p), p['schema'] ?? {}])),
      required: own.filter((p) => p['required'] === true).map(name),
    };
  };
  return { path: at('path'), query: at('query'), header: at('header') };
}

function readBody(body: Json | undefined, id: string): Operation['body'] {
  if (body === undefined) return undefined;
  const spec = object(body, `requestBody of ${id}`);
  const schema = jsonSchemaOf(spec['content']);
  if (!schema) throw new Error(`The body of ${id} is not JSON.`);
  return { schema, required: spec['required'] === true };
}

function readResponses(responses: JsonObject): Operation['responses'] {
  return new Map(
    Object.entries(responses).map(([status, response]) => [
      Number(status),
      jsonSchemaOf(isObject(response) ? response['content'] : undefined),
    ]),
  );
}

function jsonSchemaOf(content: Json | undefined): JsonObject | undefined {
  const media = isObject(content) ? content['application/json'] : undefined;
  const schema = isObject(media) ? media['schema'] : undefined;
  return isObject(schema) ? schema : undefined;
}

function isRateClass(value: Json | undefined): value is RateClass {
  return typeof value === 'string' && RATE_CLASSES.includes(value);
}

function object(value: Json | undefined, named: string): JsonObject {
  if (!isObject(value)) throw new Error(`${named} should be an object.`);
  return value;
}

function list(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}
