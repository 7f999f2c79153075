import type { WritingForm } from '../../domain/writing/tool';

/** A piece of writing in its parts. */
export interface Written {
  readonly title: string;
  /** Empty where its form has none. */
  readonly digest: string;
  readonly sections: readonly { readonly heading: string; readonly text: string }[];
  /** Of a note; without the sign. */
  readonly tags: readonly string[];
  /** Of a script. */
  readonly shots: readonly Shot[];
}

export interface Shot {
  readonly seconds: number;
  readonly picture: string;
  readonly words: string;
}

/** An answer of the model that is not what it was asked for; the message says why, for asking again. */
export class UnusableWriting extends Error {}

/** The most of a title that the history keeps. */
const LONGEST_TITLE = 200;

/** Reads an answer in the Markdown that `writingMessages` asks for. @throws UnusableWriting */
export function parseWriting(form: WritingForm, markdown: string): Written {
  const lines = unfenced(markdown).split('\n');
  const first = lines.findIndex((line) => line.trim() !== '');
  const title = /^#\s+(.+)$/s.exec(lines[first]?.trim() ?? '')?.[1]?.trim();
  if (!title) throw new UnusableWriting('it does not begin with a line "# " and the title');
  const { digest, rest } = digestOf(lines.slice(first + 1));
  const sections = sectionsOf(rest);
  const written = {
    title: [...title].slice(0, LONGEST_TITLE).join(''),
    digest,
    sections,
    tags: form === 'note' ? tagsOf(rest) : [],
    shots: form === 'script' ? sections.map(shotOf) : [],
  };
  expectForm(form, written);
  return written;
}

function expectForm(form: WritingForm, { digest, sections, shots }: Written): void {
  if (sections.every(({ text }) => text === '')) throw new UnusableWriting('it has no text');
  if (form === 'article' && digest === '') throw new UnusableWriting('it has no digest in a line "> "');
  if (form === 'article' && sections.filter(({ heading }) => heading !== '').length < 2)
    throw new UnusableWriting('it has fewer than two sections with a line "## "');
  if (form === 'script' && shots.length < 2) throw new UnusableWriting('it has fewer than two shots');
}

/** The Markdown itself: models like to put it into a code fence. */
export function unfenced(markdown: string): string {
  return /^\s*```(?:markdown|md)?\n([\s\S]*?)\n```\s*$/.exec(markdown)?.[1] ?? markdown;
}

function digestOf(lines: readonly string[]): { digest: string; rest: readonly string[] } {
  const start = lines.findIndex((line) => line.trim() !== '');
  if (!lines[start]?.trim().startsWith('>')) return { digest: '', rest: lines };
  let end = start;
  while (lines[end]?.trim().startsWith('>')) end += 1;
  const digest = lines
    .slice(start, end)
    .map((line) => line.trim().replace(/^>\s?/, ''))
    .join(' ')
    .trim();
  return { digest, rest: lines.slice(end) };
}

function sectionsOf(lines: readonly string[]): { heading: string; text: string }[] {
  const sections: { heading: string; lines: string[] }[] = [];
  for (const line of lines) {
    const heading = /^##\s+(.+)$/s.exec(line.trim())?.[1];
    if (heading !== undefined) sections.push({ heading: heading.trim(), lines: [] });
    else if (sections.length > 0) sections.at(-1)?.lines.push(line);
    else if (line.trim() !== '') sections.push({ heading: '', lines: [line] });
  }
  return sections.map(({ heading, lines: own }) => ({ heading, text: own.join('\n').trim() }));
}

function tagsOf(lines: readonly string[]): string[] {
  const last = lines.findLast((line) => line.trim() !== '')?.trim() ?? '';
  if (!/^(#[^\s#]+\s*)+$/.test(last)) throw new UnusableWriting('its last line is not its tags');
  return [...last.matchAll(/#([^\s#]+)/g)].map(([, tag]) => tag ?? '');
}

/** With bounds to what it looks at from each digit: a heading may be as long as a text. */
const SECONDS = /(?<![\d.])(\d{1,6}(?:\.\d{1,6})?)\s{0,5}(?:s|sec|seconds|秒)/i;

function shotOf({ heading, text }: { heading: string; text: string }): Shot {
  const seconds = Number(SECONDS.exec(heading)?.[1]);
  const picture = /^-\s*(?:Picture|画面)\s*[:：]\s*(.+)$/im.exec(text)?.[1]?.trim();
  const words = /^-\s*(?:Words|旁白)\s*[:：]\s*(.*)$/im.exec(text)?.[1]?.trim();
  if (!(seconds > 0) || picture === undefined || words === undefined)
    throw new UnusableWriting(`the shot "${heading}" lacks its seconds, its picture or its words`);
  return { seconds, picture, words };
}
