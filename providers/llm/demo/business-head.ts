/** What the demo model can say under one kind of heading that business decks have. */
export interface BusinessHead {
  /** Recognises the heading in an outline entry. The first head that matches is taken, so narrow ones come first. */
  readonly match: RegExp;
  /** A short lead and a sentence each. `{t}` stands for the topic, `{e}` for the outline entry. */
  readonly points: readonly (readonly [lead: string, detail: string])[];
  readonly notes: string;
}
