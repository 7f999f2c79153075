import { plainLine } from '../media/text/plain';
import type { Block, Run } from './blocks';
import { readRuns } from './read-runs';

type Level = Extract<Block, { type: 'heading' }>['level'];

const DEEPEST_ITEM = 3;
const MOST_COLUMNS = 8;
const FENCE = /^\s*(`{3,}|~{3,})/;
/** Of a line without white space around it. */
const TABLE_LINE = /^\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?$/;

/**
 * Reads the Markdown that texts are written in: headings, quotations, lists, tables, code, rules and paragraphs.
 * Everything else, HTML too, is text. A line break within a paragraph is kept, for Chinese has no space to put there.
 */
export function readMarkdown(markdown: string): Block[] {
  const lines = markdown.split(/\r\n|[\n\r\u2028\u2029]/);
  const blocks: Block[] = [];
  let text: string[] = [];
  const endParagraph = () => {
    if (text.length > 0) blocks.push({ type: 'paragraph', runs: runsOf(text.join('\n')) });
    text = [];
  };
  for (let at = 0; at < lines.length;) {
    const found = blockAt(lines, at);
    if (found) {
      endParagraph();
      blocks.push(...found.blocks);
      at += found.lines;
      continue;
    }
    const line = plainLine(lines[at] ?? '');
    if (line === '') endParagraph();
    else text.push(line);
    at += 1;
  }
  endParagraph();
  return blocks;
}

interface Found {
  readonly blocks: readonly Block[];
  /** How many lines it takes. */
  readonly lines: number;
}

/** The block that begins in a line; undefined where a paragraph does, or goes on. */
function blockAt(lines: readonly string[], at: number): Found | undefined {
  const line = lines[at] ?? '';
  const heading = /^\s{0,3}(#{1,6})\s+(.*)$/.exec(line);
  if (heading) {
    const level = Math.min(4, heading[1]?.length ?? 1) as Level;
    return {
      blocks: [{ type: 'heading', level, runs: runsOf((heading[2] ?? '').trimEnd().replace(/ #+$/, '')) }],
      lines: 1,
    };
  }
  if (FENCE.test(line)) return codeAt(lines, at);
  if (/^\s*>/.test(line)) return quoteAt(lines, at);
  if (/^\s{0,3}([-*_])\s*(?:\1\s*){2,}$/.test(line)) return { blocks: [{ type: 'rule' }], lines: 1 };
  if (line.includes('|') && TABLE_LINE.test((lines[at + 1] ?? '').trim())) return tableAt(lines, at);
  const item = /^(\s*)(?:[-*+•]|(\d{1,6})[.)、])\s+(.*)$/.exec(line);
  if (!item) return undefined;
  const [, indent = '', number, rest = ''] = item;
  const depth = Math.min(DEEPEST_ITEM, Math.floor(indent.replaceAll('\t', '    ').length / 2));
  return {
    blocks: [
      { type: 'item', depth, number: number === undefined ? null : Number(number), runs: runsOf(rest) },
    ],
    lines: 1,
  };
}

function codeAt(lines: readonly string[], at: number): Found {
  const fence = FENCE.exec(lines[at] ?? '')?.[1] ?? '```';
  let end = at + 1;
  while (end < lines.length && !lines[end]?.trim().startsWith(fence)) end += 1;
  const code = lines.slice(at + 1, end).map((line) => line.replaceAll('\t', '    ').replace(/\p{Cc}/gu, ''));
  return { blocks: [{ type: 'code', lines: code }], lines: end + 1 - at };
}

function quoteAt(lines: readonly string[], at: number): Found {
  let end = at;
  while (/^\s*>/.test(lines[end] ?? '')) end += 1;
  const inside = lines.slice(at, end).map((line) => plainLine(line.replace(/^[\s>]+/, '')));
  return { blocks: [{ type: 'quote', runs: runsOf(inside.join('\n').trim()) }], lines: end - at };
}

function tableAt(lines: readonly string[], at: number): Found {
  let end = at + 2;
  while ((lines[end] ?? '').includes('|')) end += 1;
  const rows = [lines[at] ?? '', ...lines.slice(at + 2, end)].map(cellsOf);
  const columns = Math.min(MOST_COLUMNS, rows[0]?.length ?? 1);
  const even = rows.map((row) => Array.from({ length: columns }, (_, n) => runsOf(row[n] ?? '')));
  return { blocks: [{ type: 'table', rows: even }], lines: end - at };
}

function cellsOf(line: string): string[] {
  return line
    .trim()
    .replace(/^\||\|$/g, '')
    .split('|');
}

function runsOf(text: string): Run[] {
  return readRuns(text.split('\n').map(plainLine).join('\n'));
}
