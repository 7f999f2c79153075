import {
  dereference,
  isObject,
  type Json,
  type JsonObject,
  type OpenApiDocument,
} from '../../openapi/document';
import type { UploadRule } from './upload';

/** What the document says of one operation, ready to be built: every reference is in place. */
export interface Operation {
  readonly id: string;
  /** In capitals. */
  readonly method: string;
  /** With its parameters in braces: `/api/v1/jobs/{id}`. */
  readonly path: string;
  /** The security schemes of which one is enough. */
  readonly schemes: readonly string[];
  /** Whether everybody may call; with schemes besides, a caller may say who they are. */
  readonly anonymous: boolean;
  /** The role that the caller must have. */
  readonly role: string | undefined;
  /** Whether the caller must have signed in a short while ago (`x-recent-sign-in`): a token alone does not do. */
  readonly recent: boolean;
  /** The limits of the surface that count its calls. */
  readonly rateClass: string;
  /** Whether an Idempotency-Key makes a repeat answer with the first answer. */
  readonly idempotent: boolean;
  /**
   * Whether it answers with an event stream (`x-stream: true`), or with JSON, and with events to who would rather have
   * them (`x-stream: accepted`).
   */
  readonly stream: 'never' | 'accepted' | 'always';
  /** Whether it answers with a file (`x-file`). */
  readonly file: boolean;
  /**
   * The protocol that it speaks instead of the surface's dialect (`x-protocol`): its code reads the request and writes
   * the answer by itself.
   */
  readonly protocol: string | undefined;
  /** The cookie scheme whose cookie it may give to a browser, or take away. */
  readonly session: string | undefined;
  /** One object schema for each place that parameters stand in. */
  readonly parameters: Readonly<Record<'path' | 'query' | 'header', JsonObject>>;
  /** The file of a form that it takes. */
  readonly upload: UploadRule | undefined;
  readonly body: { readonly schema: JsonObject; readonly required: boolean } | undefined;
  /** The status of a success. */
  readonly status: number;
  /** The JSON schema of each status that is documented; undefined where the answer is not JSON. */
  readonly responses: ReadonlyMap<number, JsonObject | undefined>;
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

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
  if (typeof rateClass !== 'string') throw new Error(`${id} has no x-rate-limit.`);
  const responses = readResponses(object(spec['responses'], `responses of ${id}`));
  const requirements = security.map((item) => Object.keys(object(item, `security of ${id}`)));
  if (requirements.some(({ length }) => length > 1))
    throw new Error(`${id} asks for two credentials at once.`);
  const operation: Operation = {
    id,
    method: method.toUpperCase(),
    path,
    schemes: requirements.flat(),
    anonymous: requirements.length === 0 || requirements.some((schemes) => schemes.length === 0),
    role: textOf(spec['x-role']),
    recent: spec['x-recent-sign-in'] === true,
    rateClass,
    idempotent: spec['x-idempotent'] === true,
    stream: readStream(spec['x-stream'], id),
    file: spec['x-file'] === true,
    protocol: textOf(spec['x-protocol']),
    session: textOf(spec['x-session']),
    parameters: readParameters([...sharedParameters, ...list(spec['parameters'])], id),
    upload: readUploadRule(spec['x-upload'], id),
    body: spec['x-upload'] === undefined ? readBody(spec['requestBody'], id) : undefined,
    status: [...responses.keys()].find((status) => status < 400) ?? 200,
    responses,
  };
  // A cookie comes along with requests that another site made: it may open a stream, and do nothing else.
  if (operation.schemes.includes('browserSession') && !(operation.stream === 'always' && method === 'get')) {
    throw new Error(`${id} may not take browserSession: only a GET with x-stream may.`);
  }
  return operation;
}

function readStream(value: Json | undefined, id: string): Operation['stream'] {
  if (value === undefined) return 'never';
  if (value === true) return 'always';
  if (value === 'accepted') return value;
  throw new Error(`x-stream of ${id} should be true or "accepted".`);
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

function readUploadRule(rule: Json | undefined, id: string): UploadRule | undefined {
  if (rule === undefined) return undefined;
  const { field, maxBytes } = object(rule, `x-upload of ${id}`);
  if (typeof field !== 'string' || typeof maxBytes !== 'number')
    throw new Error(`x-upload of ${id} is not whole.`);
  return { field, maxBytes };
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

function textOf(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function object(value: Json | undefined, named: string): JsonObject {
  if (!isObject(value)) throw new Error(`${named} should be an object.`);
  return value;
}

function list(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}
