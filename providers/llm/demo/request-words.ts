/** What of a request's words can become the arguments of a call, or the values of an object. */
export interface RequestWords {
  readonly text: string;
  /** Quoted texts and names, in their order. */
  readonly texts: readonly string[];
  readonly numbers: readonly number[];
  /** Whether a value, such as one of an enum, is among the words. */
  mentions(value: unknown): boolean;
}

const QUOTED =
  /"([^"\n]+)"|“([^”\n]+)”|「([^」\n]+)」|『([^』\n]+)』|《([^》\n]+)》|`([^`\n]+)`|(?<!\w)'([^'\n]+)'(?!\w)/g;

/** Words in a row that begin with a capital. */
const NAME = /\p{Lu}[\p{L}\d'’-]*(?:\s+\p{Lu}[\p{L}\d'’-]*)*/gu;

/** Words that often begin a sentence, and are no names. */
const NO_NAMES = new Set(
  (
    'a an the i me my we you he she it they this that these those what whats what’s who when where why how which ' +
    'is are was were do does did can could would should will may please tell show give get find fetch look search ' +
    'check compare call use run ask list read write create make add and or in on at of for from to with hi hello ' +
    'hey ok thanks calculate compute book send set turn'
  ).split(' '),
);

/** What Chinese puts around the thing that it asks for. */
const ZH_AROUND =
  /^(?:请问|请|帮我|麻烦|告诉我|查询|查一下|查查|查|看看|看一下|搜索|获取|一下|今天|明天|现在|我想知道)+|(?:怎么样|如何|是多少|多少|是什么|吗|呢|呀|一下)+$/g;

/** The texts in quotation marks, in their order. */
export function quotedTexts(text: string): string[] {
  return [...text.matchAll(QUOTED)].map((match) => match.slice(1).find((group) => group !== undefined) ?? '');
}

export function requestWords(text: string): RequestWords {
  const lower = text.toLowerCase();
  return {
    text,
    texts: textsIn(text),
    numbers: [...text.matchAll(/(?<![\w.])-?\d+(?:\.\d+)?(?![\w])/g)].map(([number]) => Number(number)),
    mentions: (value) => {
      if (typeof value !== 'string' || value === '') return false;
      const words = value.toLowerCase();
      if (/\p{Script=Han}/u.test(words)) return lower.includes(words);
      const escaped = words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/[_-]/g, '[\\s_-]');
      return new RegExp(`(?<![a-z0-9])${escaped}(?![a-z0-9])`).test(lower);
    },
  };
}

function textsIn(text: string): string[] {
  const quoted = quotedTexts(text);
  const rest = text.replace(QUOTED, (match) => ' '.repeat(match.length));
  const found = [...rest.matchAll(NAME)].flatMap(([name]) => {
    const words = name.split(/\s+/);
    while (words.length > 0 && NO_NAMES.has((words[0] ?? '').toLowerCase())) words.shift();
    return words.length > 0 ? [words.join(' ').replace(/['’]s$/, '')] : [];
  });
  const names = found.length + quoted.length > 0 ? found : chineseThings(rest);
  return [...quoted, ...names].sort((one, other) => text.indexOf(one) - text.indexOf(other));
}

/** Chinese has no capitals: what is left between its particles may be a name. */
function chineseThings(text: string): string[] {
  return text
    .split(/[和与跟及、，。？！；：,.?!;:\s的在]+/)
    .map((part) => part.replace(ZH_AROUND, ''))
    .filter((part) => /^\p{Script=Han}{2,12}$/u.test(part));
}
