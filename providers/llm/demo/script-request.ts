import { posix } from 'node:path';
import { quotedTexts } from './request-words';
import { isChinese } from './reply';
import { SAMPLE_CSV, scriptSource, type Language, type Subject } from './script-source';

/** A script that the user wants, as far as the words tell; the rest is decided here. */
export interface ScriptRequest {
  readonly language: Language;
  /** As the user named it, or a name that fits; may be a path. */
  readonly file: string;
  readonly source: string;
  /** What it needs to have something to show. */
  readonly sample?: { readonly file: string; readonly content: string };
}

const VERB =
  /\b(?:write|create|make|build|generate|add|implement|develop|save)\b|写|创建|新建|生成|制作|实现|开发|做一个/i;
const NOUN = /\b(?:scripts?|programs?|programmes?|code)\b|脚本|程序|代码/i;
const QUESTION =
  /^\s*(?:how|what|why|when|who|which|explain|describe|is|are|does)\b|^\s*(?:怎么|怎样|如何|为什么|什么|解释|说明)/i;

const FILE = /(?<![\w/.~-])((?:~|\.{1,2})?(?:[\w.-]*\/)*[\w-][\w.-]*\.(py|mjs|cjs|js|sh))(?![\w/])/gi;
/** Names that look like files, and are not. */
const PRODUCT = /^(?:node|next|vue|express|nuxt|three)\.js$/i;

const READS =
  /\b(?:reads?|reading|loads?|loading|parses?|parsing|opens?|prints?|shows?)\b|读|解析|加载|打开/i;

const ENDING: Readonly<Record<Language, string>> = { python: 'py', node: 'js', bash: 'sh' };

/** Undefined where the words ask for something else, or only about scripts. */
export function scriptRequest(ask: string): ScriptRequest | undefined {
  const file = fileNamed(ask);
  if (QUESTION.test(ask) || !VERB.test(ask) || !(NOUN.test(ask) || file !== undefined)) return undefined;
  const language = languageOf(ask, file);
  const subject = subjectOf(language, file === undefined ? ask : ask.replaceAll(file, ' '));
  const path = file ?? `${subject.name}.${ENDING[language]}`;
  const source = scriptSource(language, subject);
  const sample = { ...SAMPLE_CSV, file: posix.join(posix.dirname(path), SAMPLE_CSV.file) };
  return { language, file: path, source, ...(subject.kind === 'csv' && { sample }) };
}

/** A quoted name may have spaces. */
function fileNamed(ask: string): string | undefined {
  const quoted = quotedTexts(ask).find((text) => /[^/]\.(?:py|mjs|cjs|js|sh)$/i.test(text));
  const bare = [...ask.matchAll(FILE)].map((match) => match[1] ?? '');
  return quoted ?? bare.find((name) => !PRODUCT.test(name));
}

/** Bash where nothing tells: it is there wherever an agent is. */
function languageOf(ask: string, file: string | undefined): Language {
  const ending = file?.split('.').at(-1)?.toLowerCase();
  if (ending !== undefined) return ending === 'py' ? 'python' : ending === 'sh' ? 'bash' : 'node';
  if (/\bpython\d?\b|\bpy\b/i.test(ask) || ask.includes('Python')) return 'python';
  return /node|javascript|\bjs\b/i.test(ask) ? 'node' : 'bash';
}

function subjectOf(language: Language, ask: string): Subject {
  if (language === 'python' && /\bcsv\b/i.test(ask) && READS.test(ask))
    return { name: 'read_csv', kind: 'csv' };
  const quoted = quotedTexts(ask).find((text) => text.trim() !== '');
  if (quoted !== undefined) return { name: 'hello', kind: 'print', text: quoted };
  const numbers = [...ask.matchAll(/(?<![\w.])-?\d{1,9}(?![\w.]\d)/g)].map(([number]) => Number(number));
  const [first] = numbers;
  if (/fibonacci|斐波那契/i.test(ask)) {
    return { name: 'fibonacci', kind: 'fibonacci', count: within(first ?? 10, 1, 90) };
  }
  if (/\bprimes?\b|质数|素数/i.test(ask)) {
    const isLimit = /up to|below|under|less than|until|以内|以下|小于|不超过/i.test(ask);
    const bound = within(first ?? 10, 1, isLimit ? 100_000 : 1000);
    return { name: 'primes', kind: 'primes', ...(isLimit ? { limit: bound } : { count: bound }) };
  }
  if (/\b(?:sum|total|adds? up)\b|求和|总和|之和|相加/i.test(ask)) {
    const range = /(-?\d{1,6})\s*(?:to|through|-|–|到|至)\s*(-?\d{1,6})/i.exec(ask);
    const bounds = range
      ? [Number(range[1]), Number(range[2])]
      : numbers.length < 2
        ? [1, first ?? 10]
        : undefined;
    return bounds
      ? { name: 'sum', kind: 'sum-range', from: Math.min(...bounds), to: Math.max(...bounds) }
      : { name: 'sum', kind: 'sum', numbers };
  }
  if (/\b(?:date|time|today)\b|日期|时间/i.test(ask)) return { name: 'today', kind: 'date' };
  return { name: 'hello', kind: 'print', text: greetingIn(ask) };
}

/** The greeting that the words ask for, letter by letter. */
function greetingIn(ask: string): string {
  // A name after it begins with a capital; what does not, such as "and run it", is no part of the greeting.
  const [greeting] = /\b[Hh]ello,?\s+(?:[Ww]orld|[Tt]here|[Ee]veryone|\p{Lu}\p{L}*)!?/u.exec(ask) ?? [];
  if (greeting !== undefined && !/^hello\s+(?:script|program)/i.test(greeting)) return greeting;
  const [, word] = /\b(?:prints?|says?|outputs?|echo(?:es)?)\s+(hello|hi)\b/i.exec(ask) ?? [];
  if (word !== undefined) return word;
  return isChinese(ask) ? '你好，这里是演示模型！' : 'Hello from the demo model!';
}

function within(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
