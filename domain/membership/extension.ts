import { QueryTypes } from 'sequelize';
import { dateTime } from '../db/columns';
import type { Database } from '../db/database';
import { selectRows } from '../db/rows';
import type { Transaction } from '../db/transaction';
import { lockAccount } from '../identity/account-lock';
import { membershipAt, type MembershipType } from '../identity/user';
import type { Order } from '../orders/order';
import { monthsLater, PLANS } from './plans';

export interface MembershipPeriod {
  readonly startsAt: Date;
  readonly endsAt: Date;
}

/**
 * Makes a user a member of a plan within `tx`, which keeps the user's row locked: from now on, or from the end of the
 * membership that runs. The type is that of the newest purchase. Answers the time that was added.
 */
export async function extendMembership(
  db: Database,
  userId: number,
  type: MembershipType,
  now: Date,
  tx: Transaction,
): Promise<MembershipPeriod> {
  const startsAt = membershipAt(await lockAccount(db, { userId }, tx), now)?.endsAt ?? now;
  const endsAt = monthsLater(startsAt, PLANS[type].months);
  await db.query('UPDATE users SET membership_type = ?, membership_end_at = ?, updated_at = ? WHERE id = ?', {
    replacements: [type, dateTime(endsAt), dateTime(now), userId],
    type: QueryTypes.UPDATE,
    transaction: tx,
  });
  return { startsAt, endsAt };
}

/**
 * Takes back within `tx`, which keeps the user's row locked, the time that an order gave: the membership ends so much
 * earlier, though not before now, and what was bought later begins earlier. The caller has the user's orders of
 * memberships locked.
 */
export async function shortenMembership(
  db: Database,
  { id, userId, membership }: Pick<Order, 'id' | 'userId' | 'membership'>,
  now: Date,
  tx: Transaction,
): Promise<void> {
  if (!membership?.startsAt || !membership.endsAt) return;
  const { startsAt, endsAt } = membership;
  const givenMs = endsAt.getTime() - startsAt.getTime();
  const runs = membershipAt(await lockAccount(db, { userId }, tx), now);
  if (runs) {
    const end = new Date(Math.max(now.getTime(), runs.endsAt.getTime() - givenMs));
    await db.query('UPDATE users SET membership_end_at = ?, updated_at = ? WHERE id = ?', {
      replacements: [dateTime(end), dateTime(now), userId],
      type: QueryTypes.UPDATE,
      transaction: tx,
    });
  }
  const later = await selectRows(
    db,
    `SELECT id FROM orders WHERE user_id = ? AND purpose = 'membership' AND status = 'paid' AND id <> ?
       AND membership_starts_at >= ?`,
    [userId, id, dateTime(endsAt)],
    tx,
  );
  if (later.length === 0) return;
  // By their ids, as they were locked.
  await db.query(
    `UPDATE orders SET membership_starts_at = membership_starts_at - INTERVAL :given MICROSECOND,
       membership_ends_at = membership_ends_at - INTERVAL :given MICROSECOND WHERE id IN (:ids)`,
    {
      replacements: { given: givenMs * 1000, ids: later.map((row) => row['id']) },
      type: QueryTypes.UPDATE,
      transaction: tx,
    },
  );
}
