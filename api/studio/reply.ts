import type { MessageKey } from './messages';

/** A success: its data, and which of the surface's sentences goes with it. */
export class Reply<T> {
  constructor(
    readonly data: T,
    readonly message: MessageKey,
    /** Whether asking again may answer more: see `Answer.provisional`. */
    readonly provisional: boolean,
  ) {}
}

export function ok<T>(data: T, message: MessageKey = 'success'): Reply<T> {
  return new Reply(data, message, false);
}

/** A success that tells only how far the work is. */
export function soFar<T>(data: T, message: MessageKey): Reply<T> {
  return new Reply(data, message, true);
}
