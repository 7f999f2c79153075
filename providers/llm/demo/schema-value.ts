import { RE2JS } from 're2js';
import { asList, asNumber, asObject, asText, asWords } from '../protocols/json';
import type { JsonObject } from '../protocols/protocol';
import type { RequestWords } from './request-words';

/** From this depth on, only what a schema requires is made: schemas may refer to themselves. */
const DEEP = 4;
/** And from this on nothing: what refers to itself may require itself, too. */
const DEEPEST = 64;
/** What one schema may have us make: it comes from a caller, and a few of its words can ask for a billion items. */
const MOST_STEPS = 10_000;
const MOST_CHARACTERS = 10_000;

const FORMATS: Readonly<Record<string, string>> = {
  date: '2026-01-01',
  'date-time': '2026-01-01T09:00:00Z',
  time: '09:00:00Z',
  duration: 'P1D',
  email: 'someone@example.com',
  hostname: 'example.com',
  ipv4: '192.0.2.1',
  ipv6: '2001:db8::1',
  uri: 'https://example.com/',
  url: 'https://example.com/',
  uuid: '00000000-0000-4000-8000-000000000000',
};

/** Texts that simple patterns take. */
const SAMPLES = [
  'a',
  'A',
  '0',
  'abc',
  'ABC',
  '123',
  'A1',
  'a1',
  ...Object.values(FORMATS),
  '00',
  '0000',
  '#000000',
];

/**
 * A value that a JSON Schema takes, made with the words of the request where it leaves a choice. It knows objects,
 * arrays, texts, numbers, booleans, null, enum, const, anyOf, oneOf, allOf, local references and the usual bounds.
 */
export function valueFor(schema: unknown, words: RequestWords, name = ''): unknown {
  return new Example(asObject(schema) ?? {}, words).value(schema, name, 0);
}

class Example {
  private texts = 0;
  private numbers = 0;
  private steps = 0;

  constructor(
    private readonly root: JsonObject,
    private readonly words: RequestWords,
  ) {}

  value(given: unknown, name: string, depth: number): unknown {
    if (depth > DEEPEST) return null;
    const schema = this.resolved(asObject(given) ?? {});
    if ('const' in schema) return schema['const'];
    const choices = asList(schema['enum']);
    if (choices) return choices.find((choice) => this.words.mentions(choice)) ?? choices[0];
    const options = asList(schema['anyOf']) ?? asList(schema['oneOf']);
    if (options) return this.value(this.option(options, schema, depth), name, depth + 1);
    switch (typeOf(schema)) {
      case 'object':
        return this.object(schema, depth);
      case 'array':
        return this.array(schema, name, depth);
      case 'integer':
      case 'number':
        return this.number(schema);
      case 'boolean':
        return true;
      case 'null':
        return null;
      default:
        return this.text(schema, name);
    }
  }

  /** Without its reference and its `allOf`: what they say is put together. */
  private resolved(schema: JsonObject, hops = 0): JsonObject {
    if (this.steps++ > MOST_STEPS || hops > DEEPEST) return { type: 'null' };
    const reference = asText(schema['$ref']);
    if (reference !== undefined) {
      const { $ref: _, ...rest } = schema;
      return this.resolved({ ...this.at(reference), ...rest }, hops + 1);
    }
    const all = asList(schema['allOf']);
    if (!all) return schema;
    const { allOf: _, ...own } = schema;
    return [own, ...all.map((part) => this.resolved(asObject(part) ?? {}, hops + 1))].reduce(merged);
  }

  /** What a local reference such as `#/$defs/node` points at. */
  private at(reference: string): JsonObject {
    let found: unknown = this.root;
    for (const step of reference.split('/').slice(1)) {
      const key = decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~');
      found = Array.isArray(found) ? found[Number(key)] : asObject(found)?.[key];
    }
    return asObject(found) ?? {};
  }

  /** One of the alternatives, with what stands beside them: the first that is not null, deep down the plainest. */
  private option(options: readonly unknown[], schema: JsonObject, depth: number): JsonObject {
    const { anyOf: _, oneOf: __, ...beside } = schema;
    const all = options.map((option) => merged(beside, this.resolved(asObject(option) ?? {})));
    const isPlain = (option: JsonObject): boolean => !['object', 'array', undefined].includes(typeOf(option));
    const plain = depth > DEEP ? all.find(isPlain) : undefined;
    return plain ?? all.find((option) => typeOf(option) !== 'null') ?? all[0] ?? {};
  }

  private object(schema: JsonObject, depth: number): JsonObject {
    const properties = asObject(schema['properties']) ?? {};
    const required = (asList(schema['required']) ?? []).filter((name) => typeof name === 'string');
    const names = depth > DEEP ? required : [...new Set([...Object.keys(properties), ...required])];
    const others = asObject(schema['additionalProperties']) ?? {};
    return Object.fromEntries(
      names.map((name) => [name, this.value(properties[name] ?? others, name, depth + 1)]),
    );
  }

  private array(schema: JsonObject, name: string, depth: number): unknown[] {
    const least = asNumber(schema['minItems']) ?? 0;
    const most = asNumber(schema['maxItems']) ?? Math.max(least, 1);
    const first = asList(schema['prefixItems']) ?? [];
    const wished = Math.min(most, Math.max(least, depth > DEEP ? 0 : Math.max(1, first.length)));
    const length = Math.max(0, Math.min(wished, MOST_STEPS - this.steps));
    return Array.from({ length }, (_, index) => this.value(first[index] ?? schema['items'], name, depth + 1));
  }

  private number(schema: JsonObject): number {
    const isWhole = typeOf(schema) === 'integer';
    const step = asNumber(schema['multipleOf']) ?? (isWhole ? 1 : 0.5);
    const above = asNumber(schema['exclusiveMinimum']);
    const below = asNumber(schema['exclusiveMaximum']);
    const fits = (value: number): boolean =>
      (!isWhole || Number.isInteger(value)) &&
      (asNumber(schema['multipleOf']) === undefined || Number.isInteger(value / step)) &&
      value >= (asNumber(schema['minimum']) ?? -Infinity) &&
      value <= (asNumber(schema['maximum']) ?? Infinity) &&
      (above === undefined || value > above) &&
      (below === undefined || value < below);
    const said = this.words.numbers[this.numbers++ % Math.max(1, this.words.numbers.length)];
    if (said !== undefined && fits(said)) return said;
    const low = asNumber(schema['minimum']) ?? above;
    const high = asNumber(schema['maximum']) ?? below;
    const lowest = Math.ceil((low ?? -Infinity) / step) * step;
    const highest = Math.floor((high ?? Infinity) / step) * step;
    const middle = low !== undefined && high !== undefined ? (low + high) / 2 : 1;
    const tries = [step, 1, 0, lowest, lowest + step, highest, highest - step, middle];
    return tries.find((value) => Number.isFinite(value) && fits(value)) ?? 1;
  }

  private text(schema: JsonObject, name: string): string {
    const format = FORMATS[asText(schema['format']) ?? ''];
    if (format !== undefined) return format;
    const least = Math.min(asNumber(schema['minLength']) ?? 0, MOST_CHARACTERS);
    const most = asNumber(schema['maxLength']) ?? Infinity;
    const said = this.words.texts[this.texts++] ?? asWords(schema['title']) ?? name.replaceAll('_', ' ');
    const characters = [...(said || 'text')].slice(0, most).join('').padEnd(least, '.');
    const pattern = patternOf(schema);
    if (!pattern || pattern.test(characters)) return characters;
    return SAMPLES.find((sample) => sample.length <= most && pattern.test(sample)) ?? characters;
  }
}

function typeOf(schema: JsonObject): string | undefined {
  const type = schema['type'];
  if (Array.isArray(type)) {
    const types = type.filter((each) => typeof each === 'string');
    return types.find((each) => each !== 'null') ?? types[0];
  }
  if (typeof type === 'string') return type;
  if (schema['properties'] !== undefined || schema['required'] !== undefined) return 'object';
  return schema['items'] !== undefined || schema['prefixItems'] !== undefined ? 'array' : undefined;
}

function merged(one: JsonObject, other: JsonObject): JsonObject {
  const properties = { ...asObject(one['properties']), ...asObject(other['properties']) };
  const required = [...(asList(one['required']) ?? []), ...(asList(other['required']) ?? [])];
  return {
    ...one,
    ...other,
    ...(Object.keys(properties).length > 0 && { properties }),
    ...(required.length > 0 && { required: [...new Set(required)] }),
  };
}

/** As RE2 reads it, in time linear in the text: JavaScript's own expressions can take for ever over a few characters. */
function patternOf(schema: JsonObject): RE2JS | undefined {
  const pattern = asWords(schema['pattern']);
  try {
    return pattern === undefined ? undefined : RE2JS.compile(pattern);
  } catch {
    return undefined;
  }
}
