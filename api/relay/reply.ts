/** A success: its data, and whether it made something. */
export class Reply<T> {
  constructor(
    readonly data: T,
    readonly message: 'success' | 'created',
  ) {}
}

export function ok<T>(data: T): Reply<T> {
  return new Reply(data, 'success');
}

/** For the operations that answer 201. */
export function created<T>(data: T): Reply<T> {
  return new Reply(data, 'created');
}
