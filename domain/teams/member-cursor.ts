import { invalidField } from '../errors';

/** Where a page of members ended: the next begins behind it. */
export interface MemberPosition {
  readonly joinedAt: Date;
  readonly userId: number;
}

/** A position as callers carry it, who are not to read it. */
export function toCursor({ joinedAt, userId }: MemberPosition): string {
  return Buffer.from(`${joinedAt.getTime()}.${userId}`).toString('base64url');
}

/** AppError VALIDATION on `query.cursor` for what is no cursor of ours. */
export function fromCursor(cursor: string): MemberPosition {
  const [, time, id] = /^(\d{1,14})\.(\d{1,15})$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  if (time !== undefined && id !== undefined) {
    return { joinedAt: new Date(Number(time)), userId: Number(id) };
  }
  throw invalidField('query.cursor', { zh: '游标无效', en: 'This cursor is not from us' });
}
