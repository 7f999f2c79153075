/** A stretch of text in one style. */
export interface Run {
  readonly text: string;
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly code?: boolean;
  readonly strike?: boolean;
  /** http, https or mailto. */
  readonly href?: string;
}

/** A part of an article that stands by itself. */
export type Block =
  /** Level 1 is the title's. */
  | { readonly type: 'heading'; readonly level: 1 | 2 | 3 | 4; readonly runs: readonly Run[] }
  | { readonly type: 'paragraph'; readonly runs: readonly Run[] }
  | { readonly type: 'quote'; readonly runs: readonly Run[] }
  | {
      readonly type: 'item';
      /** From 0. */
      readonly depth: number;
      /** Null: a bullet. */
      readonly number: number | null;
      readonly runs: readonly Run[];
    }
  | { readonly type: 'code'; readonly lines: readonly string[] }
  /** The first row is the head's; every row has as many cells. */
  | { readonly type: 'table'; readonly rows: readonly (readonly (readonly Run[])[])[] }
  | { readonly type: 'rule' };
