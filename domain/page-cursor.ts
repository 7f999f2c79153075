import { invalidField } from './errors';

/** Where a page ended, newest first: the next begins behind it. */
interface Position {
  readonly createdAt: Date;
  /** A uuid. */
  readonly id: string;
}

/** The same for what has numbers. */
export function toNumberCursor(number: number): string {
  return Buffer.from(`number.${number}`).toString('base64url');
}

/** AppError VALIDATION on `query.cursor` for what is no cursor of ours. */
export function fromNumberCursor(cursor: string): number {
  const [, number] = /^number\.(\d{1,9})$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  if (number !== undefined) return Number(number);
  throw notOurs();
}

/** A position as callers carry it, who are not to read it. */
export function toPageCursor({ createdAt, id }: Position): string {
  return Buffer.from(`${createdAt.getTime()}.${id}`).toString('base64url');
}

/** AppError VALIDATION on `query.cursor` for what is no cursor of ours. */
export function fromPageCursor(cursor: string): Position {
  const text = Buffer.from(cursor, 'base64url').toString();
  const [, time, id] = /^(\d{1,14})\.([0-9a-f-]{36})$/.exec(text) ?? [];
  if (time !== undefined && id !== undefined) return { createdAt: new Date(Number(time)), id };
  throw notOurs();
}

function notOurs() {
  return invalidField('query.cursor', { zh: '游标无效', en: 'This cursor is not from us' });
}
