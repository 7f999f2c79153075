/** What the demo model can write for one tool. `{t}` stands for the title, `{k}` for the keywords. */
export interface Draft {
  readonly digest: string;
  readonly sections: readonly (readonly [heading: string, text: string])[];
}
