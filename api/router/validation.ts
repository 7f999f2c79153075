import Ajv2020, { type ErrorObject, type ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { AppError, type FieldProblem } from '../../domain/errors';
import { UUID } from '../../domain/uuid';
import type { JsonObject } from '../../openapi/document';
import { problemsOf } from './field-problems';
import type { Operation } from './operation';
import { unstorableText } from './text';

/** The parts of a request by the name that problems call them. */
export type Part = 'path' | 'query' | 'header' | 'body';

/** Checks one operation's requests; each method answers the part as its handler gets it. */
export interface RequestValidator {
  /**
   * Turns text into the types that the document names, fills in defaults, drops what it does not name.
   * AppError VALIDATION names each parameter that is wrong.
   */
  parameters(part: 'path' | 'query' | 'header', values: Record<string, unknown>): unknown;
  /** Drops what the document does not name. AppError VALIDATION names each field that is wrong. */
  body(value: unknown, bytes: number): unknown;
}

/** The document's patterns for numbers of decimals are exact to a millionth of a step. */
const MULTIPLE_OF_PRECISION = 6;
/** Larger bodies are told their first problem only: listing all could cost more than the body. */
const FULL_REPORT_BYTES = 65_536;

const NONE: unknown = Object.freeze({});

const SHARED = {
  allowUnionTypes: true,
  multipleOfPrecision: MULTIPLE_OF_PRECISION,
  useDefaults: true,
} as const;

/**
 * Makes a validator for each operation; each part is compiled with its first request, for there are hundreds, and most
 * processes serve few of them. `removeAdditional: all` is what keeps unknown fields from ever
 * reaching a row; it needs body schemas without allOf, anyOf and oneOf, whose branches would strip each other's fields.
 */
export function createRequestValidators() {
  const parametersAjv = ajv({ ...SHARED, removeAdditional: 'all', coerceTypes: true, allErrors: true });
  const bodyAjv = ajv({ ...SHARED, removeAdditional: 'all' });
  const fullAjv = ajv({ ...SHARED, removeAdditional: 'all', allErrors: true });

  return (operation: Operation): RequestValidator => {
    const { path, query, header } = operation.parameters;
    const checks = {
      path: parametersCheck(path),
      query: parametersCheck(query),
      header: parametersCheck(header),
    };
    const schema = operation.body?.schema;
    if (schema) refuseComposition(schema, operation.id);
    const bodyCheck = schema && once(() => bodyAjv.compile(schema));
    const fullCheck = schema && once(() => fullAjv.compile(schema));

    return {
      parameters(part, values) {
        const compiled = checks[part];
        if (!compiled) return NONE;
        refuseOddNumbers(part, operation.parameters[part], values);
        const check = compiled();
        if (!check(values)) throw invalid(problemsOf(part, check.errors));
        refuseUnstorable(part, values);
        return values;
      },
      body(value, bytes) {
        if (!bodyCheck) return undefined;
        const check = bodyCheck();
        if (!check(value)) throw invalid(problemsOf('body', allErrors(value, bytes) ?? check.errors));
        refuseUnstorable('body', value);
        return value;
      },
    };

    /** Undefined where the document names no parameter, so that there is nothing to check. */
    function parametersCheck(parameters: JsonObject): (() => ValidateFunction) | undefined {
      const named = Object.keys(parameters['properties'] ?? {}).length > 0;
      return named ? once(() => parametersAjv.compile(parameters)) : undefined;
    }

    function allErrors(value: unknown, bytes: number): ErrorObject[] | null | undefined {
      if (!fullCheck || bytes > FULL_REPORT_BYTES) return undefined;
      const check = fullCheck();
      return check(value) ? undefined : check.errors;
    }
  };
}

/**
 * Makes checks of what is answered: undefined when it fits, else what does not. Each is compiled when it is first
 * needed, and one for all operations that answer alike: there are hundreds, and most are the same few errors.
 */
export function createResponseValidators() {
  const responseAjv = ajv({ ...SHARED, useDefaults: false, allErrors: true });
  const compiled = new Map<string, ValidateFunction>();
  return (schema: JsonObject): ((body: unknown) => string | undefined) => {
    const text = JSON.stringify(schema);
    return (body) => {
      const check = compiled.get(text) ?? responseAjv.compile(closed(schema));
      compiled.set(text, check);
      return check(body) ? undefined : responseAjv.errorsText(check.errors, { dataVar: 'answer' });
    };
  };
}

/** Makes it with the first call, and answers the same from then on. */
function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

function ajv(options: ConstructorParameters<typeof Ajv2020>[0]) {
  const instance = new Ajv2020(options);
  addFormats(instance);
  instance.addFormat('uuid', UUID);
  instance.addKeyword('example');
  return instance;
}

/** The schema with every object closed that lists its properties: what is not documented may not be answered. */
function closed(schema: JsonObject): JsonObject {
  const entries = Object.entries(schema).map(([key, value]) => [key, closedValue(value)]);
  const copy = Object.fromEntries(entries) as JsonObject;
  const open = copy['properties'] !== undefined && copy['additionalProperties'] === undefined;
  return open ? { ...copy, additionalProperties: false } : copy;
}

function closedValue(value: JsonObject[string]): JsonObject[string] {
  if (Array.isArray(value)) return value.map((item: JsonObject[string]) => closedValue(item));
  return typeof value === 'object' && value !== null ? closed(value as JsonObject) : value;
}

function refuseComposition(schema: JsonObject, id: string): void {
  const found = ['allOf', 'anyOf', 'oneOf'].find((keyword) => schema[keyword] !== undefined);
  if (found !== undefined)
    throw new Error(`The body of ${id} may not use ${found}: unknown fields could not be dropped.`);
  for (const value of Object.values(schema)) {
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      refuseComposition(value as JsonObject, id);
    }
  }
}

const DIGITS = /^-?\d+(\.\d+)?$/;

/**
 * Numbers in parameters are written in digits. What else JavaScript reads as a number (`Infinity`, `0x10`, `1e999`)
 * would be taken for one, and infinity is within any bounds that the validator knows of.
 */
function refuseOddNumbers(part: Part, parameters: JsonObject, values: Record<string, unknown>): void {
  const odd = Object.entries(parameters['properties'] ?? {}).filter(([name, schema]) => {
    const { type } = schema as { type?: unknown };
    const value = values[name];
    if ((type !== 'integer' && type !== 'number') || typeof value !== 'string') return false;
    const read = Number(value);
    return value.trim() !== '' && !Number.isNaN(read) && !(DIGITS.test(value) && Number.isFinite(read));
  });
  if (odd.length === 0) return;
  throw invalid(
    odd.map(([name]) => ({
      field: `${part}.${name}`,
      message: { zh: '应为数字', en: 'should be a number in digits' },
    })),
  );
}

function refuseUnstorable(part: Part, value: unknown): void {
  const field = unstorableText(value, part);
  if (field !== undefined) {
    throw invalid([
      { field, message: { zh: '含有不允许的字符', en: 'contains a character that is not allowed' } },
    ]);
  }
}

function invalid(errors: readonly FieldProblem[]): AppError<'VALIDATION'> {
  return new AppError('VALIDATION', { errors });
}
