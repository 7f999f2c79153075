import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { createRouter } from '../../api/router';
import { readOperations, type Operation } from '../../api/router/operation';
import type { StudioDependencies } from '../../api/studio/dependencies';
import { studioSurface } from '../../api/studio/surface';
import { ERROR_CATALOGUE } from '../../domain/error-catalogue';
import { inProject } from '../../config/paths';
import { dereference, loadDocument, type JsonObject, type OpenApiDocument } from '../../openapi/document';
import { platform } from '../support/platform';

/** The document against itself, against the error catalogue, and against the code that serves it. */

const document = loadDocument(inProject('openapi', 'studio.yaml'));
const operations = readOperations(document);

/** Every value in the document with the path that leads to it. */
function* walk(value: unknown, path: readonly string[] = []): Generator<[readonly string[], unknown]> {
  yield [path, value];
  if (typeof value !== 'object' || value === null) return;
  for (const [key, item] of Object.entries(value)) yield* walk(item, [...path, key]);
}

/** The parts of a document that a schema and its examples stand in. */
function mediaTypes(): [where: string, media: JsonObject][] {
  const whole = dereference(document, document);
  return [...walk(whole)].flatMap(([path, value]) =>
    path.at(-2) === 'content' && path.at(-1) === 'application/json'
      ? [[path.slice(1).join(' '), value as JsonObject] as [string, JsonObject]]
      : [],
  );
}

test('has no field by accident: what YAML took for a key with nothing in it', () => {
  const empty = [...walk(document)].filter(
    ([path, value]) => value === null && !path.some((key) => /^(example|examples|enum)$/.test(key)),
  );
  expect(empty.map(([path]) => path.join('.'))).toEqual([]);
});

test.each(mediaTypes())('%s: its examples fit its schema', (_where, { schema, example, examples }) => {
  const ajv = new Ajv2020({ allowUnionTypes: true, multipleOfPrecision: 6, allErrors: true });
  addFormats(ajv);
  ajv.addKeyword('example');
  const check = ajv.compile(schema as JsonObject);
  const values =
    example === undefined
      ? Object.values((examples ?? {}) as Record<string, { value: unknown }>).map(({ value }) => value)
      : [example];
  expect(values.length).toBeGreaterThan(0);
  for (const value of values) expect(check(value) ? [] : check.errors).toEqual([]);
});

test('gives an answer for every error that any operation can meet', () => {
  for (const { id, responses, schemes, idempotent, body } of operations) {
    const statuses = [429, 500, 503]
      .concat(schemes.length > 0 ? [401, 403] : [])
      .concat(idempotent ? [409] : [])
      .concat(body ? [400] : []);
    expect({ id, missing: statuses.filter((status) => !responses.has(status)) }).toEqual({ id, missing: [] });
  }
});

test('lists the business codes with the HTTP status that they come with', () => {
  const table = document.info['description'];
  const { INSUFFICIENT_CREDITS, GENERATION_FAILED, ORDER_NOT_FOUND } = ERROR_CATALOGUE;
  expect(table).toContain(`| 40001 | ${INSUFFICIENT_CREDITS.status} | ${INSUFFICIENT_CREDITS.zh}`);
  expect(table).toContain(`| 40004 | ${ORDER_NOT_FOUND.status} | ${ORDER_NOT_FOUND.zh}`);
  expect(table).toContain(`| 40007 | ${GENERATION_FAILED.status} | ${GENERATION_FAILED.zh}`);
});

test('every POST that creates something takes an Idempotency-Key', () => {
  const keyed = operations.filter(({ idempotent }) => idempotent);
  expect(keyed.map(({ id }) => id).sort()).toEqual([
    'createMembershipOrder',
    'createPublication',
    'createRecharge',
    'generateImage',
    'generatePresentation',
    'generateVideo',
    'generateWriting',
    'register',
  ]);
  for (const { parameters } of keyed) {
    expect(parameters.header['properties']).toHaveProperty(['idempotency-key']);
  }
});

describe('a process whose document and handlers differ does not start:', () => {
  const item = (path: string) => dereference(document, document.paths[path]!) as JsonObject;
  const withPath = (path: string, changed: JsonObject | undefined): OpenApiDocument => {
    const { [path]: _, ...others } = document.paths;
    return { ...document, paths: changed ? { ...others, [path]: changed } : others };
  };
  const models = item('/api/v1/models')['get'] as JsonObject;
  const cases: [name: string, document: OpenApiDocument, message: RegExp][] = [
    [
      'an operation without a handler',
      withPath('/api/v1/new', { get: { ...models, operationId: 'listNews' } }),
      /listNews has no handler/,
    ],
    ['a handler without an operation', withPath('/api/v1/models', undefined), /listModels has a handler but/],
    [
      'a handler that expects a user and may get none',
      withPath('/api/v1/models', { get: { ...models, security: [] } }),
      /listModels is documented as public/,
    ],
    [
      'a cookie where another site could use it',
      withPath('/api/v1/models', { get: { ...models, security: [{ browserSession: [] }] } }),
      /listModels may not take browserSession/,
    ],
    [
      'a credential that nobody checks',
      withPath('/api/v1/models', { get: { ...models, security: [{ magic: [] }] } }),
      /security scheme magic is unknown/,
    ],
    [
      'an operation without a limit',
      withPath('/api/v1/models', { get: { ...models, 'x-rate-limit': 'none' } }),
      /listModels has the unknown limit none/,
    ],
    [
      'a stream that nobody knows',
      withPath('/api/v1/models', { get: { ...models, 'x-stream': 'sometimes' } }),
      /x-stream of listModels should be/,
    ],
  ];

  const LIMITS = { auth: [], generate: [], query: [], other: [], code: [], codeTry: [] };
  // Nothing is served, so nothing of what serving needs is looked at.
  const start = (changed: OpenApiDocument) =>
    createRouter([studioSurface(changed, LIMITS, {} as StudioDependencies)], {
      limits: { studio: {} },
      cookies: {},
      schemes: ['bearer', 'refreshToken', 'browserSession'],
    } as unknown as Parameters<typeof createRouter>[1]);

  test.each(cases)('%s', (_name, changed, message) => {
    expect(() => start(document)).not.toThrow();
    expect(() => start(changed)).toThrow(message);
  });
});

test('an answer that is not documented is a 500, and the log says what is wrong with it', async () => {
  const narrow = (served: OpenApiDocument): OpenApiDocument => {
    const path = '/api/v1/models';
    const item = structuredClone(dereference(served, served.paths[path]!)) as unknown as {
      get: { responses: { 200: { content: Record<string, { schema: { properties: { data: unknown } } }> } } };
    };
    item.get.responses[200].content['application/json']!.schema.properties.data = {
      type: 'array',
      items: { type: 'object', properties: { id: { type: 'string' } } },
    };
    return { ...served, paths: { ...served.paths, [path]: item as unknown as JsonObject } };
  };
  const studio = await platform({ document: narrow });
  try {
    const user = await studio.signUp();
    const answer = await user.api.get('/api/v1/models');
    expect(answer.status).toBe(500);
    const line = studio.logged.find(({ msg }) => msg === 'request failed') as { err: { message: string } };
    expect(line.err.message).toMatch(/listModels answered what is not documented: answer\/data\/0/);
  } finally {
    await studio.close();
  }
});

test('counts every operation in the class of the documentation: sign-in, generation, codes, queries, and the rest', () => {
  // A file that is made for the question is no mere query.
  const MADE = ['exportCreation'];
  const classOf = ({ id, method, path }: Operation) => {
    if (/^\/api\/v1\/auth\/(register|login|refresh)$/.test(path)) return 'auth';
    if (path.endsWith('/auth/email/code')) return 'code';
    if (path.endsWith('/auth/email/confirm')) return 'codeTry';
    if (path.endsWith('/generate') && !path.includes('/referral/')) return 'generate';
    return method === 'GET' && !MADE.includes(id) ? 'query' : 'other';
  };
  const told = operations.map(({ id, rateClass }) => [id, rateClass]);
  expect(told).toEqual(operations.map((operation) => [operation.id, classOf(operation)]));
});
