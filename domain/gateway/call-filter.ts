import { dateTime } from '../db/columns';

/** Which calls; what is undefined does not narrow them. */
export interface CallFilter {
  readonly userId?: number | undefined;
  readonly keyId?: number | undefined;
  readonly userChannelId?: number | undefined;
  /** Calls that the channel was tried for, whether or not it answered. */
  readonly channelId?: number | undefined;
  /** A part of the model's name, in whatever case. */
  readonly modelPart?: string | undefined;
  /** From then on. */
  readonly from?: Date | undefined;
  /** Before then. */
  readonly until?: Date | undefined;
}

/** A filter as SQL over `gateway_calls c`. */
export interface CallQuery {
  /** Begins with WHERE, or is empty. */
  readonly where: string;
  readonly values: readonly unknown[];
  /** The newest first, in an order that an index has. */
  readonly order: string;
}

/** A call's id is made when it comes, and the call begins once it was let in: not longer than this after. */
const LONGEST_ADMISSION_MS = 600_000;

export function callQuery(filter: CallFilter): CallQuery {
  const { userId, keyId, userChannelId, channelId, modelPart, from, until } = filter;
  const conditions: (readonly [condition: string, value: unknown])[] = [];
  const add = (condition: string, value: unknown) => {
    if (value !== undefined && value !== '') conditions.push([condition, value]);
  };
  add('c.user_id = ?', userId);
  add('c.api_key_id = ?', keyId);
  add('c.user_channel_id = ?', userChannelId);
  add('c.id IN (SELECT a.call_id FROM gateway_attempts a WHERE a.channel_id = ?)', channelId);
  add('LOCATE(LOWER(?), LOWER(c.model)) > 0', modelPart);
  add('c.created_at >= ?', from && dateTime(from));
  add('c.created_at < ?', until && dateTime(until));
  const isIndexedByTime = userId !== undefined || keyId !== undefined;
  if (!isIndexedByTime) {
    // What has no index by time is found by its id, which begins with its time.
    add('c.id >= ?', from && firstIdAt(new Date(from.getTime() - LONGEST_ADMISSION_MS)));
    add('c.id < ?', until && firstIdAt(until));
  }
  return {
    where: conditions.length === 0 ? '' : `WHERE ${conditions.map(([text]) => text).join(' AND ')}`,
    values: conditions.map(([, value]) => value),
    order: isIndexedByTime ? 'c.created_at DESC, c.number DESC' : 'c.id DESC',
  };
}

/** What no id of a call that came at that time or later is below: the first 48 bits of a UUID v7 (RFC 9562). */
export function firstIdAt(time: Date): string {
  const milliseconds = Math.max(0, time.getTime()).toString(16).padStart(12, '0');
  return `${milliseconds.slice(0, 8)}-${milliseconds.slice(8)}`;
}
