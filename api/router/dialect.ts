import type { AppError } from '../../domain/errors';
import type { Language } from './language';

/** What is sent for an error. */
export interface Answer {
  readonly status: number;
  /** A JSON value. */
  readonly body: unknown;
}

/** What is sent for a success, with the status that the document gives it. */
export interface Success {
  /** A JSON value. */
  readonly body: unknown;
  /** True when the same request may be answered better later: such an answer is not kept for repeats. */
  readonly provisional?: boolean;
}

/** How one surface writes its answers: its envelope, its codes, its words. */
export interface Dialect {
  success(result: unknown, language: Language): Success;
  failure(error: AppError, context: { readonly language: Language; readonly requestId: string }): Answer;
}
