import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import type { Operation } from '../../api/router/operation';
import { dereference, type JsonObject, type OpenApiDocument } from '../../openapi/document';

/** Every value in the document with the path that leads to it. */
export function* walk(value: unknown, path: readonly string[] = []): Generator<[readonly string[], unknown]> {
  yield [path, value];
  if (typeof value !== 'object' || value === null) return;
  for (const [key, item] of Object.entries(value)) yield* walk(item, [...path, key]);
}

/** The fields that have nothing in them, though they are no example and no choice: YAML that was written by accident. */
export function emptyFields(document: OpenApiDocument): string[] {
  return [...walk(document)]
    .filter(([path, value]) => value === null && !path.some((key) => /^(example|examples|enum)$/.test(key)))
    .map(([path]) => path.join('.'));
}

/**
 * The places that a JSON schema and its examples stand in, by where they are. What speaks a vendor's protocol
 * (`x-protocol`) has the vendor's shapes, which are not ours to write down.
 */
export function mediaTypes(document: OpenApiDocument): [where: string, media: JsonObject][] {
  const values = [...walk(dereference(document, document))];
  const foreign = values.flatMap(([path]) =>
    path.at(-1) === 'x-protocol' ? [path.slice(1, -1).join(' ')] : [],
  );
  return values.flatMap(([path, value]) => {
    const where = path.slice(1).join(' ');
    const isMedia = path.at(-2) === 'content' && path.at(-1) === 'application/json';
    if (!isMedia || foreign.some((operation) => where.startsWith(`${operation} `))) return [];
    return [[where, value as JsonObject] as [string, JsonObject]];
  });
}

/** What is wrong with the examples of one place; one that has none is wrong. */
export function exampleFaults({ schema, example, examples }: JsonObject): unknown[] {
  const ajv = new Ajv2020({ allowUnionTypes: true, multipleOfPrecision: 6, allErrors: true });
  addFormats(ajv);
  ajv.addKeyword('example');
  const check = ajv.compile(schema as JsonObject);
  const named = Object.values((examples ?? {}) as Record<string, { value: unknown }>).map(
    ({ value }) => value,
  );
  const values = example === undefined ? named : [example];
  if (values.length === 0) return ['there is no example'];
  return values.flatMap((value) => (check(value) ? [] : (check.errors ?? [])));
}

/** The statuses that a caller of the operation can meet and the document does not tell of. */
export function untoldStatuses({
  protocol,
  schemes,
  anonymous,
  idempotent,
  body,
  upload,
  parameters,
  responses,
}: Operation): number[] {
  if (protocol !== undefined) return []; // its one answer to every error is the protocol's own
  const hasParameters = Object.values(parameters).some(
    (part) => Object.keys(part['properties'] ?? {}).length > 0,
  );
  return [429, 500, 503]
    .concat(schemes.length > 0 && !anonymous ? [401] : [])
    .concat(schemes.length > 0 ? [403] : [])
    .concat(idempotent ? [409] : [])
    .concat(body || upload || hasParameters ? [400] : [])
    .filter((status) => !responses.has(status));
}
