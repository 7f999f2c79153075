import type { Article, ExportedFile, ExportFormat } from '../../domain/creations/export';
import { makeFile } from './make-file';

interface Order {
  readonly article: Article;
  readonly format: ExportFormat;
}

/** What a thread of `export-threads.ts` runs; it is loaded there by its file's name. */
export default function run({ article, format }: Order): Promise<ExportedFile> {
  return makeFile(article, format);
}
