import type { AppError } from '../../domain/errors';
import type { Language } from './language';

export interface Answer {
  readonly status: number;
  /** A JSON value. */
  readonly body: unknown;
  /** True when the same request may be answered better later: such an answer is not kept for repeats. */
  readonly provisional?: boolean;
}

/** How one surface writes its answers: its envelope, its codes, its words. */
export interface Dialect {
  /** A success has status 200. */
  success(result: unknown, language: Language): Answer;
  failure(error: AppError, context: { readonly language: Language; readonly requestId: string }): Answer;
}
