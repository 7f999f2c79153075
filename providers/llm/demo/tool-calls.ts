import { asList, asObject, asText } from '../protocols/json';
import { requestWords, type RequestWords } from './request-words';
import { schemaAllowance, type SchemaAllowance } from './schema-allowance';
import { valueFor } from './schema-value';
import type { PlannedCall } from './reply';
import type { Tool } from '../exchange/request';
import type { JsonObject } from '../protocols/protocol';

/** No request leads to more calls than this at once. */
const MOST_CALLS = 8;
/** What is looked at of a request: each of its clauses is compared with each tool. */
const MOST_CLAUSES = 100;
const MOST_TOOLS = 128;
/** Of what a tool is about. */
const LONGEST_DESCRIPTION = 4_000;
/** Arguments that the words fill, of one call. */
const MOST_SLOTS = 64;
/** An argument is at most so long where all of the words stand for it. */
const LONGEST_ARGUMENT = 1_000;

/** Words of tools' names that say nothing of what they are about. */
const EMPTY_WORDS = new Set(
  (
    'get set fetch find list search look lookup read the tool current run create update query call use for with and ' +
    'from all new data info information api function'
  ).split(' '),
);

const EMPTY_PAIRS = new Set([
  '查询',
  '获取',
  '一个',
  '工具',
  '使用',
  '用户',
  '指定',
  '返回',
  '可以',
  '给定',
  '信息',
]);

/**
 * The calls that a request's words lead to: of every tool whose name or description they mention, one for each thing
 * that they name. None where they mention no tool.
 */
export function mentionedCalls(ask: string, tools: readonly Tool[]): PlannedCall[] {
  const clauses = new Map<Tool, string[]>();
  let leading: string[] = [];
  let current: Tool | undefined;
  const known = tools.slice(0, MOST_TOOLS).map(traitsOf);
  for (const clause of clausesOf(ask).slice(0, MOST_CLAUSES)) {
    current = mentionedIn(clause, known) ?? current;
    if (!current) {
      leading.push(clause);
      continue;
    }
    clauses.set(current, [...(clauses.get(current) ?? []), ...leading, clause]);
    leading = [];
  }
  const allowance = schemaAllowance();
  const calls: PlannedCall[] = [];
  for (const [tool, said] of [...clauses].slice(0, MOST_CALLS)) {
    calls.push(...callsOf(tool, said.join(', '), allowance));
  }
  return calls.slice(0, MOST_CALLS);
}

/** A call of this very tool, though nothing mentions it. */
export function forcedCalls(ask: string, tool: Tool): PlannedCall[] {
  return callsOf(tool, ask, schemaAllowance());
}

/** A call with these arguments, and whatever else the tool requires. */
export function callWith(
  tool: Tool,
  given: JsonObject,
  words: RequestWords,
  allowance: SchemaAllowance = schemaAllowance(),
): PlannedCall {
  const { properties, required } = parametersOf(tool);
  const missing = required.filter((name) => !(name in given));
  const more = missing.map((name) => [name, valueFor(properties[name], words, name, allowance)] as const);
  return { name: tool.name, input: JSON.stringify({ ...given, ...Object.fromEntries(more) }) };
}

export function parametersOf(tool: Tool): { properties: JsonObject; required: readonly string[] } {
  const schema: JsonObject = (tool.type === 'function' ? tool.parameters : undefined) ?? {};
  return {
    properties: asObject(schema['properties']) ?? {},
    required: (asList(schema['required']) ?? []).filter((name) => typeof name === 'string'),
  };
}

function clausesOf(ask: string): string[] {
  return ask
    .split(/\band\b|[,;，；、和与及并？?。\n]|\.\s/i)
    .map((clause) => clause.trim())
    .filter((clause) => clause !== '');
}

/** What a tool is known by: looked for in each clause, and so found once. */
interface Traits {
  readonly tool: Tool;
  readonly name: string;
  readonly nameWords: ReadonlySet<string>;
  readonly aboutWords: ReadonlySet<string>;
  /** Two Chinese characters in a row, of its name or what it is about. */
  readonly pairs: ReadonlySet<string>;
}

function traitsOf(tool: Tool): Traits {
  const name = tool.name.toLowerCase();
  const about = (tool.description ?? '').slice(0, LONGEST_DESCRIPTION);
  const telling = (least: number) => (word: string) => word.length > least && !EMPTY_WORDS.has(word);
  return {
    tool,
    name,
    nameWords: new Set(wordsOf(tool.name).filter(telling(2))),
    aboutWords: new Set(wordsOf(about).filter(telling(3))),
    pairs: new Set(pairsOf(`${tool.name} ${about}`).filter((pair) => !EMPTY_PAIRS.has(pair))),
  };
}

/** The tool of these that a clause means, if it means one. */
function mentionedIn(clause: string, tools: readonly Traits[]): Tool | undefined {
  const lower = clause.toLowerCase();
  const words = [...new Set(wordsOf(clause))];
  const pairs = pairsOf(clause);
  const isMentioned = ({ name, nameWords, aboutWords, pairs: known }: Traits) =>
    lower.includes(name) ||
    words.some((word) => nameWords.has(word)) ||
    words.filter((word) => aboutWords.has(word)).length > 1 ||
    pairs.some((pair) => known.has(pair));
  return tools.find(isMentioned)?.tool;
}

function pairsOf(text: string): string[] {
  return [...text.matchAll(/(?=(\p{Script=Han}{2}))/gu)].map(([, pair = '']) => pair);
}

/** The words of a name or a sentence: small, in the singular, `getWeather` and `get_weather` taken apart. */
function wordsOf(text: string): string[] {
  return text
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .map((word) => (word.length > 3 ? word.replace(/s$/, '') : word));
}

/** As many calls as the things that are named fill, as far as there may be. */
function callsOf(tool: Tool, said: string, allowance: SchemaAllowance): PlannedCall[] {
  const words = requestWords(said);
  if (tool.type === 'custom') return [{ name: tool.name, input: words.texts[0] ?? said, custom: true }];
  const { properties, required } = parametersOf(tool);
  const wanted = required.length > 0 ? required : Object.keys(properties).slice(0, 1);
  const about = `${tool.name} ${tool.description ?? ''}`.toLowerCase();
  const choices = Object.entries(properties).flatMap(([name, schema]) => {
    const choice = asList(asObject(schema)?.['enum'])?.find(
      (value) => allowance.takeStep() && words.mentions(value),
    );
    return choice === undefined ? [] : [[name, choice] as const];
  });
  const taken = [about, ...choices.map(([, choice]) => (asText(choice) ?? '').toLowerCase())];
  const things = words.texts.filter((text) => !taken.some((other) => other.includes(text.toLowerCase())));
  const textSlots = wanted.filter((name) => isFree(properties[name], 'string')).slice(0, MOST_SLOTS);
  const numberSlots = wanted
    .filter((name) => isFree(properties[name], 'number', 'integer'))
    .slice(0, MOST_SLOTS);
  const count =
    textSlots.length > 0
      ? Math.floor(things.length / textSlots.length)
      : Math.floor(words.numbers.length / Math.max(1, numberSlots.length));
  return Array.from(
    { length: numberSlots.length + textSlots.length > 0 ? Math.min(MOST_CALLS, Math.max(1, count)) : 1 },
    (_, turn) => {
      const given: Record<string, unknown> = Object.fromEntries(choices);
      for (const [slot, name] of textSlots.entries())
        given[name] = things[turn * textSlots.length + slot] ?? said.slice(0, LONGEST_ARGUMENT);
      for (const [slot, name] of numberSlots.entries()) {
        const number = words.numbers[turn * numberSlots.length + slot];
        if (number !== undefined) given[name] = number;
      }
      return callWith(tool, given, words, allowance);
    },
  );
}

/** Whether a property takes any value of these types. */
function isFree(schema: unknown, ...types: readonly string[]): boolean {
  const object = asObject(schema) ?? {};
  const type = asList(object['type'])?.find((each) => each !== 'null') ?? object['type'];
  const isBound = 'enum' in object || 'const' in object || 'format' in object;
  return types.includes(asText(type) ?? '') && !isBound;
}
