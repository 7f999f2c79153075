/** A request that a vendor refuses, in the words of its own error body. */
export class Complaint extends Error {
  override readonly name = 'Complaint';

  constructor(
    readonly status: number,
    message: string,
    readonly details: ComplaintDetails = {},
  ) {
    super(message);
  }
}

export interface ComplaintDetails {
  /** OpenAI's and Claude's `error.type`, Gemini's `error.status`. */
  readonly type?: string;
  readonly code?: string | null;
  /** The field that is wrong, as OpenAI names it. */
  readonly param?: string | null;
  /** Seconds, or an HTTP date. */
  readonly retryAfter?: string;
}
