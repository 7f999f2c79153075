import { Bell } from '../bell';
import type { Announcements } from '../jobs/announcements';
import type { Notification } from './notification';
import type { Notifications } from './notifications';

type FeedReader = Pick<Notifications, 'after'>;
type FeedNews = Pick<Announcements, 'onFeed'>;

const BATCH = 100;
/** How long a lost announcement can go unnoticed. */
const RECHECK_MS = 10_000;

/**
 * An owner's feed after number `afterSeq`, first what is written, then what comes: no gap, no duplicate, in order. Ends
 * when `signal` aborts.
 */
export async function* followFeed(
  notifications: FeedReader,
  news: FeedNews,
  { ownerId, afterSeq, recheckMs = RECHECK_MS }: { ownerId: number; afterSeq: number; recheckMs?: number },
  signal: AbortSignal,
): AsyncGenerator<Notification, void, undefined> {
  const bell = new Bell((ring) => news.onFeed(ownerId, ring), signal);
  let seq = afterSeq;
  try {
    while (!signal.aborted) {
      const lines = await notifications.after(ownerId, seq, BATCH);
      for (const line of lines) {
        seq = line.seq;
        yield line;
      }
      if (lines.length < BATCH) await bell.rings(recheckMs);
    }
  } finally {
    bell.remove();
  }
}
