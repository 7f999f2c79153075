import { CallFailure } from '../../providers/llm/exchange/failure';
import { objectsIn } from '../../providers/llm/protocols/json';
import type { JsonObject, ProtocolName } from '../../providers/llm/protocols/protocol';

/** How much a caller asks for. */
export interface AnswerSize {
  /** The most tokens of one answer; undefined where the caller does not say. */
  readonly limit: number | undefined;
  /** Answers to one request: the limit is each one's. */
  readonly answers: number;
}

/** The members that say it, by the words of each protocol: an upstream passes over those of another. */
interface Words {
  /** Of several the largest counts, for upstreams differ in which one they follow. */
  readonly limits: readonly string[];
  /** Several of them ask for the largest. */
  readonly answers: readonly string[];
  /** Where they are in Gemini's words, which stand in an object of their own. */
  readonly within?: readonly string[];
}

const WORDS: Readonly<Record<ProtocolName, Words>> = {
  'openai-chat': { limits: ['max_completion_tokens', 'max_tokens'], answers: ['n'] },
  'openai-completions': { limits: ['max_tokens'], answers: ['n', 'best_of'] },
  'openai-responses': { limits: ['max_output_tokens'], answers: [] },
  'openai-images': { limits: [], answers: [] },
  claude: { limits: ['max_tokens'], answers: [] },
  gemini: {
    limits: ['maxOutputTokens', 'max_output_tokens'],
    answers: ['candidateCount', 'candidate_count'],
    within: ['generationConfig', 'generation_config'],
  },
};

/** More than any model answers. */
const LONGEST = 10_000_000;
/** As many as any vendor makes of one request. */
const MOST_ANSWERS = 128;

/** @throws CallFailure `invalid` for what is no number of tokens or answers. */
export function answerSize(protocol: ProtocolName, body: JsonObject): AnswerSize {
  const { limits, answers, within } = WORDS[protocol];
  const places = within ? objectsIn(within.map((name) => body[name])) : [body];
  const read = (names: readonly string[], most: number) =>
    places.flatMap((place) => names.map((name) => wholeNumber(name, place[name], most)));
  const largest = (numbers: readonly (number | undefined)[]) =>
    numbers.reduce((most, each) => (each === undefined ? most : Math.max(most ?? 0, each)), undefined);
  return {
    limit: largest(read(limits, LONGEST)),
    answers: (largest(read(answers, MOST_ANSWERS)) ?? 1) * promptsIn(protocol, body),
  };
}

/** How many pictures the caller wants (OpenAI's `n`). @throws CallFailure `invalid` */
export function picturesWanted({ n }: JsonObject): number {
  return wholeNumber('n', n, MOST_ANSWERS) ?? 1;
}

/** A completion may have several prompts: texts, or lists of tokens; one list of tokens is one prompt. */
function promptsIn(protocol: ProtocolName, { prompt }: JsonObject): number {
  if (protocol !== 'openai-completions' || !Array.isArray(prompt)) return 1;
  return typeof prompt[0] === 'number' ? 1 : Math.max(1, prompt.length);
}

/** Null is as good as nothing; a text of digits is how Gemini's protocol may write a number. */
function wholeNumber(field: string, value: unknown, most: number): number | undefined {
  if (value === undefined || value === null) return undefined;
  const number = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value;
  if (Number.isInteger(number) && (number as number) >= 1 && (number as number) <= most) {
    return number as number;
  }
  throw new CallFailure('invalid', `${field} must be a whole number from 1 to ${most}.`, { field });
}
