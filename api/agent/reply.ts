import type { MessageKey } from './messages';

/** A success: its data, and the key that goes with it. */
export class Reply<T> {
  constructor(
    readonly data: T,
    readonly message: MessageKey,
  ) {}
}

export function ok<T>(data: T, message: MessageKey = 'success'): Reply<T> {
  return new Reply(data, message);
}
