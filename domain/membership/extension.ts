import { QueryTypes } from 'sequelize';
import { dateTime } from '../db/columns';
import type { Database } from '../db/database';
import type { Transaction } from '../db/transaction';
import { lockAccount } from '../identity/account-lock';
import { membershipAt, type MembershipType } from '../identity/user';
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
