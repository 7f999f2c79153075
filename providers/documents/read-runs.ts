import type { Run } from './blocks';

/**
 * What has a meaning inside a line: an escape, code, a picture or link, then marks of emphasis. Each alternative reads
 * on to its own end without looking back, so that no text takes longer than its length.
 */
const MARK =
  /\\([!-/:-@[-`{-~])|`([^`\n]+)`|!?\[([^[\]\n]{0,300})\]\(([^\s()]{1,1000})\)|(\*\*\*|\*\*|\*|___|__|_|~~)/gu;

type Style = 'bold' | 'italic' | 'strike';

/** Takes the marks of Markdown out of a text; what is no mark, such as HTML, is text. */
export function readRuns(text: string): Run[] {
  const runs: Run[] = [];
  const open = new Set<Style>();
  const add = (part: string, more: Partial<Run> = {}) => {
    if (part === '') return;
    runs.push({
      text: part,
      ...(open.has('bold') && { bold: true }),
      ...(open.has('italic') && { italic: true }),
      ...(open.has('strike') && { strike: true }),
      ...more,
    });
  };
  const marks = [...text.matchAll(MARK)];
  const pairs = pairedMarks(text, marks);
  let at = 0;
  for (const mark of marks) {
    const [whole, escaped, code, words, target, emphasis] = mark;
    if (emphasis !== undefined && !pairs.has(mark.index)) continue;
    add(text.slice(at, mark.index));
    at = mark.index + whole.length;
    if (escaped !== undefined) add(escaped);
    else if (code !== undefined) add(code, { code: true });
    else if (target !== undefined) add(words === '' ? target : (words ?? ''), linkTo(target, whole));
    else for (const style of stylesOf(emphasis ?? '')) toggle(open, style);
  }
  add(text.slice(at));
  return runs;
}

/** Where the marks stand that open or close something: one without its other half is text, as in "2 * 3". */
function pairedMarks(text: string, marks: readonly RegExpMatchArray[]): ReadonlySet<number> {
  const paired = new Set<number>();
  const waiting = new Map<string, number>();
  for (const { 5: mark, index = 0 } of marks) {
    if (mark === undefined) continue;
    const before = text.charAt(index - 1);
    const after = text.charAt(index + mark.length);
    // As in snake_case.
    if (mark.startsWith('_') && /[\p{L}\p{N}]/u.test(before) && /[\p{L}\p{N}]/u.test(after)) continue;
    const start = waiting.get(mark);
    if (start !== undefined && /\S/.test(before)) {
      paired.add(start).add(index);
      waiting.delete(mark);
    } else if (/\S/.test(after)) waiting.set(mark, index);
  }
  return paired;
}

function stylesOf(mark: string): readonly Style[] {
  if (mark === '~~') return ['strike'];
  if (mark.length === 3) return ['bold', 'italic'];
  return [mark.length === 2 ? 'bold' : 'italic'];
}

function toggle(open: Set<Style>, style: Style): void {
  if (!open.delete(style)) open.add(style);
}

/** Only where a reader may be sent; a picture is not fetched, so that its words stand for it. */
function linkTo(target: string, whole: string): Partial<Run> {
  const isLink = !whole.startsWith('!') && URL.canParse(target);
  return isLink && ['http:', 'https:', 'mailto:'].includes(new URL(target).protocol) ? { href: target } : {};
}
