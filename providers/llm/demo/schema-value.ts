import { RE2JS } from 're2js';
import { schemaAllowance, type SchemaAllowance } from './schema-allowance';
import { asList, asNumber, asObject, asText, asWords } from '../protocols/json';
import type { JsonObject } from '../protocols/protocol';
import type { RequestWords } from './request-words';

/** From this depth on, only what a schema requires is made: schemas may refer to themselves. */
const DEEP = 4;
/** And from this on nothing: what refers to itself may require itself, too. */
const DEEPEST = 64;
/** Of one text. */
const MOST_CHARACTERS = 10_000;
/** Of one enum it is asked which of so many values the words mention. */
const MOST_CHOICES = 1_000;

const NOTHING: JsonObject = { type: 'null' };
/** Reading a character of a pattern takes as long as copying so many names. */
const PATTERN_COST = 10;

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
 * arrays, texts, numbers, booleans, null, enum, const, anyOf, oneOf, allOf, local references and the usual bounds. What
 * the schema asks for beyond the allowance is null.
 */
export function valueFor(
  schema: unknown,
  words: RequestWords,
  name = '',
  allowance: SchemaAllowance = schemaAllowance(),
): unknown {
  return new Example(asObject(schema) ?? {}, words, allowance).value(schema, name, 0);
}

class Example {
  private texts = 0;
  private numbers = 0;
  private readonly chosen = new Map<readonly unknown[], unknown>();
  private readonly lengths = new Map<unknown, number>();
  private readonly found = new Map<string, JsonObject>();
  private readonly patterns = new Map<string, RE2JS | undefined>();

  constructor(
    private readonly root: JsonObject,
    private readonly words: RequestWords,
    private readonly allowance: SchemaAllowance,
  ) {}

  value(given: unknown, name: string, depth: number): unknown {
    if (depth > DEEPEST) return null;
    const schema = this.resolved(asObject(given) ?? {});
    if ('const' in schema) return this.given(schema['const']);
    const choices = asList(schema['enum']);
    if (choices) return this.given(this.choice(choices));
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

  /** A value that the schema itself has, as often as there is room for it. */
  private given(value: unknown): unknown {
    let length = this.lengths.get(value);
    if (length === undefined) this.lengths.set(value, (length = JSON.stringify(value ?? null).length));
    return this.allowance.takeCharacters(length) ? value : null;
  }

  /** The one that the words mention, or the first. */
  private choice(choices: readonly unknown[]): unknown {
    if (!this.chosen.has(choices)) {
      const mentioned = choices
        .slice(0, MOST_CHOICES)
        .find((choice) => this.allowance.takeStep() && this.words.mentions(choice));
      this.chosen.set(choices, mentioned ?? choices[0]);
    }
    return this.chosen.get(choices);
  }

  /** Without its reference and its `allOf`: what they say is put together. */
  private resolved(schema: JsonObject, hops = 0): JsonObject {
    if (!this.allowance.takeStep() || hops > DEEPEST) return NOTHING;
    const reference = asText(schema['$ref']);
    if (reference !== undefined) {
      const { $ref: _, ...rest } = schema;
      const found = this.at(reference);
      if (!this.allowance.takeCopies(sizeOf(found) + sizeOf(rest))) return NOTHING;
      return this.resolved({ ...found, ...rest }, hops + 1);
    }
    const all = asList(schema['allOf']);
    if (!all) return schema;
    const { allOf: _, ...own } = schema;
    return all.reduce<JsonObject>(
      (whole, part) => this.merged(whole, this.resolved(asObject(part) ?? {}, hops + 1)),
      own,
    );
  }

  private merged(one: JsonObject, other: JsonObject): JsonObject {
    return this.allowance.takeCopies(sizeOf(one) + sizeOf(other)) ? merged(one, other) : NOTHING;
  }

  /** What a local reference such as `#/$defs/node` points at. */
  private at(reference: string): JsonObject {
    const known = this.found.get(reference);
    if (known) return known;
    let found: unknown = this.root;
    for (const step of reference.split('/').slice(1)) {
      const key = unescaped(step);
      found = Array.isArray(found) ? found[Number(key)] : asObject(found)?.[key];
    }
    const schema = asObject(found) ?? {};
    this.found.set(reference, schema);
    return schema;
  }

  /** One of the alternatives, with what stands beside them: the first that is not null, deep down the plainest. */
  private option(options: readonly unknown[], schema: JsonObject, depth: number): JsonObject {
    const { anyOf: _, oneOf: __, ...beside } = schema;
    const all = options.map((option) => this.merged(beside, this.resolved(asObject(option) ?? {})));
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
    const length = Math.max(0, Math.min(wished, this.allowance.steps));
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
    if (!this.allowance.takeCharacters(characters.length)) return '';
    const pattern = this.patternOf(schema);
    if (!pattern || this.fits(pattern, characters)) return characters;
    return SAMPLES.find((sample) => sample.length <= most && this.fits(pattern, sample)) ?? characters;
  }

  /** As RE2 reads it, in time linear in the text: JavaScript's own expressions can take for ever over a few characters. */
  private patternOf(schema: JsonObject): RE2JS | undefined {
    const pattern = asWords(schema['pattern']);
    if (pattern === undefined) return undefined;
    if (!this.patterns.has(pattern)) {
      const isRead = this.allowance.takeCopies(pattern.length * PATTERN_COST);
      this.patterns.set(pattern, isRead ? compiled(pattern) : undefined);
    }
    return this.patterns.get(pattern);
  }

  /** True, too, where it would take too long to tell. */
  private fits(pattern: RE2JS, text: string): boolean {
    return !this.allowance.takeMatching(pattern.programSize() * (text.length + 1)) || pattern.test(text);
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

function compiled(pattern: string): RE2JS | undefined {
  try {
    return RE2JS.compile(pattern);
  } catch {
    return undefined;
  }
}

/** A step of a reference, as its name is; a mistake in it leads nowhere. */
function unescaped(step: string): string {
  try {
    return decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~');
  } catch {
    return '';
  }
}

/** How many names are copied with a schema when it is put together with another one. */
function sizeOf(schema: JsonObject): number {
  const properties = asObject(schema['properties']);
  const required = asList(schema['required']);
  return Object.keys(schema).length + Object.keys(properties ?? {}).length + (required?.length ?? 0);
}
