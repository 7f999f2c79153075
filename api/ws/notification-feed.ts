import { setTimeout as delay } from 'node:timers/promises';
import { invalidField } from '../../domain/errors';
import type { Announcements } from '../../domain/jobs/announcements';
import { followFeed } from '../../domain/notifications/feed';
import type { Notification } from '../../domain/notifications/notification';
import type { Notifications } from '../../domain/notifications/notifications';

export interface NotificationReader {
  send(line: Notification): Promise<void>;
  /** Something could not be read: it is made up for when the feed looks again. */
  failed(error: unknown): void;
}

/** The feeds of notifications as sockets carry them. */
export class NotificationFeeds {
  constructor(
    private readonly notifications: Pick<Notifications, 'after' | 'standing'>,
    private readonly announcements: Pick<Announcements, 'onFeed'>,
    /** How long a lost announcement can go unnoticed. */
    private readonly recheckMs: number,
  ) {}

  /** Where a socket begins: after the number that its address names, else with what comes from now on. */
  async beginning(ownerId: number, url: string): Promise<number> {
    const { lastSeq } = await this.notifications.standing(ownerId);
    const after = new URL(url, 'http://localhost').searchParams.get('after');
    if (after === null) return lastSeq;
    if (!/^\d{1,15}$/.test(after)) {
      throw invalidField('query.after', { zh: '应为非负整数', en: 'must be a whole number, 0 or more' });
    }
    return Math.min(Number(after), lastSeq);
  }

  /** Sends an owner's feed after a number, in order and without a gap, until `signal` aborts. Never throws. */
  async push(
    ownerId: number,
    afterSeq: number,
    reader: NotificationReader,
    signal: AbortSignal,
  ): Promise<void> {
    const { notifications, announcements, recheckMs } = this;
    let seq = afterSeq;
    while (!signal.aborted) {
      try {
        const from = { ownerId, afterSeq: seq, recheckMs };
        for await (const line of followFeed(notifications, announcements, from, signal)) {
          await reader.send(line);
          seq = line.seq;
        }
      } catch (error) {
        reader.failed(error);
        await delay(recheckMs, undefined, { signal }).catch(() => undefined);
      }
    }
  }
}
