/** What the demo model wants to answer, before limits cut it. */
export interface Reply {
  /** What it thinks by itself first; told where the caller asked for thoughts. */
  readonly thought: string;
  readonly parts: readonly ReplyPart[];
}

export type ReplyPart =
  { readonly kind: 'text' | 'refusal'; readonly text: string } | ({ readonly kind: 'call' } & PlannedCall);

export interface PlannedCall {
  readonly name: string;
  /** A function's arguments as JSON text, a custom tool's input as it is. */
  readonly input: string;
  readonly custom?: boolean;
}

export function isChinese(text: string): boolean {
  return /\p{Script=Han}/u.test(text);
}
