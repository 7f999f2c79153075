/** What an article can be taken away as. */
export type ExportFormat = 'markdown' | 'docx' | 'pdf';

/** A text as its owner sees it: Markdown with a title, a digest as a quotation, and sections. */
export interface Article {
  readonly title: string;
  readonly markdown: string;
}

export interface ExportedFile {
  readonly bytes: Buffer;
  readonly contentType: string;
  /** With its dot. */
  readonly extension: string;
}

/**
 * Makes files of articles, beside whatever else the process does. AppErrors UNAVAILABLE: too many are being made, or this
 * one takes too long; RATE_LIMITED: as many as one user may have made at once are being made for this one. Ends with the
 * signal's reason when aborted.
 */
export type ExportArticle = (
  article: Article,
  format: ExportFormat,
  asked: { readonly by: number; readonly signal: AbortSignal },
) => Promise<ExportedFile>;

/** No text that is longer is exported, in UTF-16 units; none that somebody edits is. */
export const LONGEST_EXPORT = 300_000;
