/** What an article can be taken away as. */
type ExportFormat = 'markdown' | 'docx' | 'pdf';

/** A text as its owner sees it: Markdown with a title, a digest as a quotation, and sections. */
interface Article {
  readonly title: string;
  readonly markdown: string;
}

interface ExportedFile {
  readonly bytes: Buffer;
  readonly contentType: string;
  /** With its dot. */
  readonly extension: string;
}

/** Makes files of articles. */
export type ExportArticle = (article: Article, format: ExportFormat) => Promise<ExportedFile>;

/** No text that is longer is exported, in UTF-16 units: setting it would keep others waiting. */
export const LONGEST_EXPORT = 50_000;
