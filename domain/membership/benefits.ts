import { QueryTypes } from 'sequelize';
import { beijingDay } from '../beijing-time';
import type { Database } from '../db/database';
import { statement, type Statement } from '../db/statement';
import type { Transaction } from '../db/transaction';

/** How many jobs a day members have without paying for them, unless the installation says otherwise. */
export const MEMBER_DAILY_JOBS = 200;

/** How a user's membership stands: runs, has ended, or never was; and the end that it has or had. */
type Standing = { readonly state: 'running' | 'ended'; readonly endsAt: Date } | { readonly state: 'none' };

/** How it stands at `now`; for a user that is not there as for one who never was a member. */
export async function membershipStanding(db: Database, userId: number, now: Date): Promise<Standing> {
  const [row] = await db.query<{ endsAt: Date | null }>(
    'SELECT membership_end_at AS endsAt FROM users WHERE id = ? AND membership_type IS NOT NULL',
    { replacements: [userId], type: QueryTypes.SELECT },
  );
  const endsAt = row?.endsAt;
  return endsAt ? { state: endsAt > now ? 'running' : 'ended', endsAt } : { state: 'none' };
}

/** The day in Beijing, `2026-01-22`, whose benefits pay for what is ordered at `now`. */
export function benefitDay(now: Date): string {
  return beijingDay(now);
}

/** Takes one of a member's benefits of a day. False when the day's are used up; it counts exactly, whoever asks at once. */
export async function takeBenefit(
  db: Database,
  { userId, day, limit }: { readonly userId: number; readonly day: string; readonly limit: number },
  tx: Transaction,
): Promise<boolean> {
  if (limit < 1) return false;
  const [, changed] = await db.query(
    `INSERT INTO membership_days (user_id, day, used) VALUES (?, ?, 1)
     ON DUPLICATE KEY UPDATE used = IF(used < ?, used + 1, used)`,
    { replacements: [userId, day, limit], type: QueryTypes.INSERT, transaction: tx },
  );
  return changed > 0;
}

/** Gives back the benefit that paid for a job, if one did: for a job that comes to nothing. */
export function returnBenefit(jobId: string): Statement {
  return statement(
    `UPDATE membership_days d JOIN jobs j ON d.user_id = j.owner_id AND d.day = j.covered_on
     SET d.used = d.used - 1 WHERE j.id = ?`,
    [jobId],
  );
}
