import { firstCharacters, plainText } from '../../../domain/publishing/plain-text';
import type { Block, Run } from '../../documents/blocks';
import { readMarkdown } from '../../documents/read-markdown';

type Item = Extract<Block, { type: 'item' }>;

const DIGEST = 120;
const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ESCAPES[character] ?? character);
}

/** Markdown as the HTML that an article takes. No markup passes. */
export function articleHtml(markdown: string): string {
  const parts: string[] = [];
  let items: Item[] = [];
  const endList = () => {
    if (items.length > 0) parts.push(listHtml(items));
    items = [];
  };
  for (const block of readMarkdown(markdown)) {
    if (block.type === 'item') items.push(block);
    else {
      endList();
      parts.push(blockHtml(block));
    }
  }
  endList();
  return parts.join('');
}

function blockHtml(block: Exclude<Block, Item>): string {
  switch (block.type) {
    case 'heading': {
      // The first level is the article's title.
      const level = Math.max(2, block.level);
      return `<h${level}>${inline(block.runs)}</h${level}>`;
    }
    case 'paragraph':
      return `<p>${inline(block.runs)}</p>`;
    case 'quote':
      return `<blockquote><p>${inline(block.runs)}</p></blockquote>`;
    case 'code':
      return `<pre><code>${escaped(block.lines.join('\n'))}</code></pre>`;
    case 'rule':
      return '<hr/>';
    case 'table':
      return `<table>${block.rows.map(rowHtml).join('')}</table>`;
  }
}

function rowHtml(row: readonly (readonly Run[])[], index: number): string {
  const tag = index === 0 ? 'th' : 'td';
  return `<tr>${row.map((cell) => `<${tag}>${inline(cell)}</${tag}>`).join('')}</tr>`;
}

/** Items that follow each other, as lists in lists: one goes at most one level deeper than the one before. */
function listHtml(items: readonly Item[]): string {
  const parts: string[] = [];
  const open: ('ul' | 'ol')[] = [];
  const close = () => parts.push(`</li></${open.pop()}>`);
  for (const { depth, number, runs } of items) {
    const tag = number === null ? 'ul' : 'ol';
    while (open.length > depth + 1) close();
    if (open.length === depth + 1 && open.at(-1) !== tag) close();
    else if (open.length === depth + 1) parts.push('</li>');
    if (open.length <= depth) {
      parts.push(number === null || number === 1 ? `<${tag}>` : `<${tag} start="${number}">`);
      open.push(tag);
    }
    parts.push(`<li>${inline(runs)}`);
  }
  while (open.length > 0) close();
  return parts.join('');
}

function inline(runs: readonly Run[]): string {
  return runs.map(runHtml).join('');
}

/** Articles link to nothing outside of WeChat: where a link leads is said. */
function runHtml({ text, bold, italic, code, strike, href }: Run): string {
  let html = escaped(text).replaceAll('\n', '<br/>');
  if (code) html = `<code>${html}</code>`;
  if (strike) html = `<s>${html}</s>`;
  if (italic) html = `<em>${html}</em>`;
  if (bold) html = `<strong>${html}</strong>`;
  return href === undefined || href === text ? html : `${html}（${escaped(href)}）`;
}

/** The beginning of a text, for lists of articles. */
export function digestOf(markdown: string): string {
  return firstCharacters(plainText(markdown).replace(/\s+/g, ' '), DIGEST);
}

/** Pictures below each other, at the addresses that uploading them gave. */
export function picturesHtml(urls: readonly string[]): string {
  return urls.map((url) => `<p><img src="${escaped(url)}"/></p>`).join('');
}
