import type { Wording } from '../errors';

/** A text in both languages. */
export type Label = Exclude<Wording, string>;

/** How a piece of writing is built; `parseWriting` reads each. */
export type WritingForm =
  /** A title, a digest, sections. */
  | 'article'
  /** A title, short paragraphs, tags. */
  | 'note'
  /** A title, a digest, shots with a picture, words and seconds. */
  | 'script'
  /** A title and a text, as another text has them. */
  | 'text';

/** What a tool asks for beside a title, keywords and requirements. */
export interface WritingInput {
  readonly name: string;
  readonly label: Label;
  /** In characters. */
  readonly maxLength: number;
  /** Whether it is what the tool works on: where it is missing, the title is taken for it. */
  readonly isSource?: true;
}

export interface WritingTool {
  readonly name: Label;
  readonly description: Label;
  readonly form: WritingForm;
  /** Its price, as so many times that of the model. */
  readonly weight: bigint;
  readonly inputs: readonly WritingInput[];
}
