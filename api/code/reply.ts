import type { MessageKey } from './messages';

/** What an operation tells with status 200: the envelope's code, its data, and which of our sentences goes with it. */
export class Reply<T> {
  constructor(
    readonly code: number,
    /** Undefined where there is nothing to tell: the envelope then has no `data`. */
    readonly data: T,
    readonly message: MessageKey,
  ) {}
}

export function ok<T>(data: T): Reply<T> {
  return new Reply(0, data, 'success');
}

/** A success without data. */
export function done(message: MessageKey = 'success'): Reply<undefined> {
  return new Reply(0, undefined, message);
}
