const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ESCAPES[character] ?? character);
}

function inline(text: string): string {
  return escaped(text).replace(/\*\*(.+?)\*\*/g, '<strong>$1</strong>');
}

/** Markdown as the HTML that an article takes: headings, paragraphs, quotations, lists and bold. No markup passes. */
export function articleHtml(markdown: string): string {
  return markdown
    .split(/\n{2,}/)
    .map((block) => block.trim())
    .filter((block) => block !== '')
    .map(blockHtml)
    .join('');
}

function blockHtml(block: string): string {
  const [first = '', ...rest] = block.split('\n');
  const [, marks = '', heading = ''] = /^(#{1,6})\s+(.+)$/.exec(first) ?? [];
  if (marks !== '') {
    const level = Math.max(2, marks.length);
    const below = rest.join('\n').trim();
    return `<h${level}>${inline(heading)}</h${level}>${below === '' ? '' : blockHtml(below)}`;
  }
  const lines = [first, ...rest];
  if (lines.every((line) => /^\s*[-*+]\s+/.test(line))) return listHtml('ul', lines, /^\s*[-*+]\s+/);
  if (lines.every((line) => /^\s*\d+[.)]\s+/.test(line))) return listHtml('ol', lines, /^\s*\d+[.)]\s+/);
  if (lines.every((line) => line.startsWith('>'))) {
    const quoted = lines.map((line) => inline(line.replace(/^>\s?/, '')));
    return `<blockquote><p>${quoted.join('<br/>')}</p></blockquote>`;
  }
  return `<p>${lines.map(inline).join('<br/>')}</p>`;
}

function listHtml(tag: 'ul' | 'ol', lines: readonly string[], mark: RegExp): string {
  const items = lines.map((line) => `<li>${inline(line.replace(mark, ''))}</li>`);
  return `<${tag}>${items.join('')}</${tag}>`;
}

/** Pictures below each other, at the addresses that uploading them gave. */
export function picturesHtml(urls: readonly string[]): string {
  return urls.map((url) => `<p><img src="${escaped(url)}"/></p>`).join('');
}
