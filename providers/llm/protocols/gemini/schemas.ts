import { asList, asObject, asText } from '../json';
import type { JsonObject } from '../protocol';

const COUNTS = ['minItems', 'maxItems', 'minLength', 'maxLength', 'minProperties', 'maxProperties'];

/**
 * Google's `Schema` (a part of OpenAPI 3.0, with types in capitals and counts as texts) as JSON Schema. What is JSON
 * Schema already stays as it is.
 */
export function jsonSchemaOf(schema: JsonObject): JsonObject {
  const result: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(schema)) {
    if (name === 'type') result['type'] = typeOf(value);
    else if (name === 'properties') result['properties'] = eachOf(value);
    else if (name === 'items' || name === 'additionalProperties') result[name] = schemaOf(value);
    else if (name === 'anyOf' || name === 'prefixItems') result[name] = asList(value)?.map(schemaOf) ?? value;
    else if (COUNTS.includes(name)) result[name] = countOf(value);
    else if (name !== 'nullable') result[name] = value;
  }
  return schema['nullable'] === true ? nullable(result) : result;
}

function schemaOf(value: unknown): unknown {
  const schema = asObject(value);
  return schema ? jsonSchemaOf(schema) : value;
}

function eachOf(value: unknown): unknown {
  const properties = asObject(value);
  if (!properties) return value;
  return Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, schemaOf(schema)]));
}

function typeOf(value: unknown): unknown {
  return asText(value)?.toLowerCase() ?? value;
}

function countOf(value: unknown): unknown {
  return typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
}

function nullable(schema: JsonObject): JsonObject {
  const { type, anyOf } = schema;
  if (typeof type === 'string') return { ...schema, type: [type, 'null'] };
  return Array.isArray(anyOf) ? { ...schema, anyOf: [...(anyOf as unknown[]), { type: 'null' }] } : schema;
}
