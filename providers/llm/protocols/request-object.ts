import { CallFailure } from '../exchange/failure';
import { asFlag, asList, asNumber, asObject, asText } from './json';
import type { JsonObject } from './protocol';

/**
 * An object within a caller's request, which knows its place: what is wrong in it is named by the path, such as
 * `messages[2].content`. A member that is null counts as absent, as the SDKs send it. Every reader throws
 * CallFailure `invalid` for a member that is not of its kind.
 */
export class RequestObject {
  readonly json: JsonObject;
  private readonly path: string;

  constructor(json: JsonObject, path = '') {
    this.json = json;
    this.path = path;
  }

  static of(value: unknown, path: string): RequestObject {
    const json = asObject(value);
    if (json === undefined) throw wrong(path, 'must be an object');
    return new RequestObject(json, path);
  }

  has(name: string): boolean {
    return this.json[name] !== undefined && this.json[name] !== null;
  }

  text(name: string): string {
    return this.required(name, asText, 'must be a string');
  }

  /** A string of at least one character. */
  name(name: string): string {
    const text = this.text(name);
    if (text === '') throw this.wrong(name, 'must not be empty');
    return text;
  }

  textIf(name: string): string | undefined {
    return this.optional(name, asText, 'must be a string');
  }

  numberIf(name: string): number | undefined {
    return this.optional(name, asNumber, 'must be a number');
  }

  wholeIf(name: string): number | undefined {
    const whole = (value: unknown) => (Number.isInteger(value) ? (value as number) : undefined);
    return this.optional(name, whole, 'must be a whole number');
  }

  flagIf(name: string): boolean | undefined {
    return this.optional(name, asFlag, 'must be true or false');
  }

  object(name: string): RequestObject {
    return new RequestObject(this.required(name, asObject, 'must be an object'), this.at(name));
  }

  objectIf(name: string): RequestObject | undefined {
    return this.has(name) ? this.object(name) : undefined;
  }

  /** The objects of a list; none where it is absent. */
  objects(name: string): RequestObject[] {
    const list = this.optional(name, asList, 'must be an array') ?? [];
    return list.map((item, index) => RequestObject.of(item, `${this.at(name)}[${index}]`));
  }

  oneOfIf<T extends string>(name: string, known: readonly T[]): T | undefined {
    const find = (value: unknown) => known.find((one) => one === value);
    return this.optional(name, find, `must be one of ${known.join(', ')}`);
  }

  /** The failure that a member stands for. `what` goes after its path. */
  wrong(name: string, what: string): CallFailure {
    return wrong(this.at(name), what);
  }

  at(name: string): string {
    return this.path === '' ? name : `${this.path}.${name}`;
  }

  private required<T>(name: string, read: (value: unknown) => T | undefined, must: string): T {
    const value = this.optional(name, read, must);
    if (value === undefined) throw this.wrong(name, 'is missing');
    return value;
  }

  private optional<T>(name: string, read: (value: unknown) => T | undefined, must: string): T | undefined {
    if (!this.has(name)) return undefined;
    const value = read(this.json[name]);
    if (value === undefined) throw this.wrong(name, must);
    return value;
  }
}

function wrong(path: string, what: string): CallFailure {
  return new CallFailure('invalid', `${path} ${what}.`, { field: path });
}
