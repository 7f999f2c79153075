import { QueryTypes } from 'sequelize';
import type { Clock } from '../clock';
import { dateTime } from '../db/columns';
import type { Row } from '../db/rows';
import { inTransaction } from '../db/transaction';
import { notify, type Notifying } from '../notifications/notify';

/** `ending`: the membership ends in three days or less; `ended`: it has. */
export type NoticeKind = 'ending' | 'ended';

export interface DueNotice {
  readonly userId: number;
  /** Null for who has none that is proven; the notice is then only put on record. */
  readonly email: string | null;
  readonly kind: NoticeKind;
  readonly endsAt: Date;
}

/** What members are to be told of the ends of their memberships: of each end once. */
export interface MembershipNotices {
  /** Up to `limit` notices that are due and not on record, by the time of the end. */
  due(kind: NoticeKind, limit: number): Promise<DueNotice[]>;
  /** Puts it into the member's notifications. Repeating it changes nothing. */
  show(notice: DueNotice): Promise<void>;
  /** Puts a notice that was mailed on record. Repeating it changes nothing. */
  sent(notice: DueNotice): Promise<void>;
}

const DAY_MS = 86_400_000;
const REMIND_MS = 3 * DAY_MS;
/** Nobody is told of an end that is older: the platform was off then, or the member was before there were notices. */
const LATE_MS = 7 * DAY_MS;

export function createMembershipNotices({
  db,
  clock,
  tellOwner,
}: Notifying & {
  readonly clock: Clock;
}): MembershipNotices {
  const fromNow = (ms: number) => dateTime(new Date(clock.now().getTime() + ms));

  return {
    async due(kind, limit) {
      const [after, until] = kind === 'ending' ? [0, REMIND_MS] : [-LATE_MS, 0];
      const rows = await db.query<Row>(
        `SELECT u.id, IF(u.email_verified_at IS NULL, NULL, u.email) AS email, u.membership_end_at FROM users u
         WHERE u.membership_end_at > :after AND u.membership_end_at <= :until AND u.status = 'active'
           AND NOT EXISTS (SELECT 1 FROM membership_notices n
             WHERE n.user_id = u.id AND n.ends_at = u.membership_end_at AND n.kind = :kind)
         ORDER BY u.membership_end_at, u.id LIMIT :limit`,
        {
          replacements: { kind, limit, after: fromNow(after), until: fromNow(until) },
          type: QueryTypes.SELECT,
        },
      );
      return rows.map((row) => ({
        userId: row['id'] as number,
        email: row['email'] as string | null,
        kind,
        endsAt: row['membership_end_at'] as Date,
      }));
    },

    async show({ userId, endsAt, kind }) {
      const end = endsAt.toISOString();
      const news = {
        ownerId: userId,
        type: `membership_${kind}`,
        subject: `membership/${end}`,
        facts: { endsAt: end },
      } as const;
      await inTransaction(db, (tx) => notify({ db, tellOwner }, news, clock.now(), tx));
    },

    async sent({ userId, endsAt, kind }) {
      await db.query(
        `INSERT INTO membership_notices (user_id, ends_at, kind, sent_at) VALUES (?, ?, ?, ?)
         ON DUPLICATE KEY UPDATE kind = kind`,
        { replacements: [userId, dateTime(endsAt), kind, fromNow(0)], type: QueryTypes.INSERT },
      );
    },
  };
}
