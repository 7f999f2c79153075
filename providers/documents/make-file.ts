import type { Article, ExportedFile, ExportFormat } from '../../domain/creations/export';
import type { Block } from './blocks';
import { readMarkdown } from './read-markdown';
import { writeWord } from './word';

/**
 * Makes a file of an article, in this thread, which a long one keeps busy for seconds. What writes each format is loaded
 * when it is first asked for.
 */
export async function makeFile({ title, markdown }: Article, format: ExportFormat): Promise<ExportedFile> {
  if (format === 'markdown') {
    const bytes = Buffer.from(hasTitle(markdown) ? markdown : `# ${title}\n\n${markdown}`);
    return { bytes, contentType: 'text/markdown; charset=utf-8', extension: '.md' };
  }
  const blocks = withTitle(title, readMarkdown(markdown));
  if (format === 'docx') {
    const bytes = await writeWord(title, blocks);
    const contentType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
    return { bytes, contentType, extension: '.docx' };
  }
  // Only who exports a PDF pays for the canvas.
  const { writePdf } = await import('./pdf.js');
  return { bytes: writePdf(title, blocks), contentType: 'application/pdf', extension: '.pdf' };
}

function hasTitle(markdown: string): boolean {
  return /^\s*# \S/.test(markdown);
}

/** A text without a title of its own has the creation's. */
function withTitle(title: string, blocks: readonly Block[]): readonly Block[] {
  const [first] = blocks;
  if (first?.type === 'heading' && first.level === 1) return blocks;
  return [{ type: 'heading', level: 1, runs: [{ text: title }] }, ...blocks];
}
