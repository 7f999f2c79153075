import { PROTOCOLS, type ProtocolName } from './call';
import type { Fault, FaultKind, FaultRule, FaultTarget } from './faults';
import { isObject, listOf, type JsonObject } from './json';
import { STOPS, type Reply } from './script';

type Check = (value: unknown) => boolean;

const text: Check = (value) => typeof value === 'string';
const truth: Check = (value) => typeof value === 'boolean';
const count: Check = (value) => typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
const status: Check = (value) => count(value) && Number(value) >= 200 && Number(value) <= 599;
const oneOf =
  (...values: readonly unknown[]): Check =>
  (value) =>
    values.includes(value);

const WORDS = { message: text, code: text };
const POINT = { afterFrames: count, afterContent: count };

/** The fields of each fault; those whose names end in `!` must be there. */
const FAULTS: Readonly<Record<FaultKind, Readonly<Record<string, Check>>>> = {
  status: { 'status!': status, retryAfter: text, ...WORDS },
  'error-body': WORDS,
  redirect: { 'location!': text, status: oneOf(301, 302, 303, 307, 308) },
  delay: { 'ms!': count },
  silent: {},
  reset: {},
  'headers-only': {},
  drip: { 'ms!': count },
  stall: POINT,
  cut: POINT,
  end: POINT,
  malformed: POINT,
  'error-event': { form: oneOf('recorded', 'failed', 'flat'), status, ...POINT, ...WORDS },
  endless: { everyMs: count },
  'endless-frame': {},
  'content-type': { 'value!': text },
  'split-bytes': {},
  crlf: {},
  'multi-line': {},
  comments: {},
  gzip: {},
  'no-usage': {},
  'negative-usage': {},
  'usage-place': { 'place!': oneOf('start', 'end') },
  huge: { 'characters!': count },
  interleaved: {},
  'double-finish': {},
};

const REPLY: Readonly<Record<string, Check>> = {
  thinking: text,
  redacted: truth,
  text,
  tools: (value) =>
    Array.isArray(value) &&
    value.every(
      (tool) => isObject(tool) && text(tool['name']) && (isObject(tool['args']) || text(tool['args'])),
    ),
  refusal: text,
  image: (value) => isObject(value) && text(value['mediaType']) && text(value['data']),
  stop: oneOf(...STOPS),
  usage: (value) => isObject(value) && Object.values(value).every((number) => typeof number === 'number'),
  chunkSize: count,
  delayMs: count,
};

/** What came to the switchboard and is none of its own. */
export class ControlError extends Error {}

/** @throws ControlError that names the field. */
export function readReplies(body: JsonObject): readonly (Reply | string)[] {
  const replies = listOf(body['replies']);
  if (replies.length === 0) throw new ControlError('replies must be a list of answers.');
  return replies.map((reply, at) => {
    if (typeof reply === 'string') return reply;
    if (!isObject(reply)) throw new ControlError(`replies[${at}] must be a text or an object.`);
    refuseFields(reply, REPLY, `replies[${at}]`);
    return reply;
  });
}

/** @throws ControlError that names the field. */
export function readRule(body: JsonObject): FaultRule {
  const faults = listOf(body['faults']).map(readFault);
  if (faults.length === 0) throw new ControlError('faults must be a list of faults.');
  const { times, key, model } = body;
  if (times !== undefined && times !== 'always' && !count(times))
    throw new ControlError('times must be a number, or "always".');
  const target = readProtocol(body, [...PROTOCOLS, 'lookup'] as const);
  return {
    faults,
    ...(times !== undefined && { times: times as number | 'always' }),
    ...(target !== undefined && { protocol: target satisfies FaultTarget }),
    ...(typeof key === 'string' && { key }),
    ...(typeof model === 'string' && { model }),
  };
}

/** @throws ControlError for another than those. */
export function readProtocol<T extends string = ProtocolName>(
  body: JsonObject,
  known: readonly T[],
): T | undefined {
  const { protocol } = body;
  if (protocol === undefined) return undefined;
  const found = known.find((name) => name === protocol);
  if (found === undefined) throw new ControlError(`protocol must be one of ${known.join(', ')}.`);
  return found;
}

function readFault(fault: unknown, at: number): Fault {
  const kind = isObject(fault) ? fault['kind'] : undefined;
  if (!isObject(fault) || typeof kind !== 'string' || !Object.hasOwn(FAULTS, kind))
    throw new ControlError(`faults[${at}].kind must be one of ${Object.keys(FAULTS).join(', ')}.`);
  const { kind: _, ...fields } = fault;
  refuseFields(fields, FAULTS[kind as FaultKind], `faults[${at}]`);
  return fault as unknown as Fault;
}

function refuseFields(value: JsonObject, checks: Readonly<Record<string, Check>>, path: string): void {
  for (const [name, field] of Object.entries(value)) {
    const check = checks[name] ?? checks[`${name}!`];
    if (!check) throw new ControlError(`${path} has no field ${name}.`);
    if (!check(field)) throw new ControlError(`${path}.${name} cannot have that value.`);
  }
  const absent = Object.keys(checks).find(
    (name) => name.endsWith('!') && value[name.slice(0, -1)] === undefined,
  );
  if (absent !== undefined) throw new ControlError(`${path}.${absent.slice(0, -1)} is missing.`);
}
