/** What a tool of writing tells the model, beside what is the same for all of its form. */
export interface WritingPrompt {
  /** Goes into the result, so that it can be said later what a text was written with. */
  readonly version: string;
  readonly role: string;
  readonly rules: readonly string[];
}
