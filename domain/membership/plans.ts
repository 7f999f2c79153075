import { inBeijing, outOfBeijing } from '../beijing-time';
import type { MembershipType } from '../identity/user';

export interface Plan {
  readonly title: string;
  /** Integer fen. */
  readonly priceFen: number;
  readonly months: number;
}

/** What can be bought, at the prices that the studio's documents give. */
export const PLANS = {
  monthly: { title: '月度会员', priceFen: 990, months: 1 },
  quarterly: { title: '季度会员', priceFen: 2500, months: 3 },
  yearly: { title: '年度会员', priceFen: 9900, months: 12 },
} as const satisfies Record<MembershipType, Plan>;

/**
 * The same day and hour so many months later, as calendars in Beijing have it; the last day of the month where it has
 * no such day.
 */
export function monthsLater(from: Date, months: number): Date {
  const local = inBeijing(from);
  const day = local.getUTCDate();
  local.setUTCDate(1);
  local.setUTCMonth(local.getUTCMonth() + months);
  const daysInMonth = new Date(Date.UTC(local.getUTCFullYear(), local.getUTCMonth() + 1, 0)).getUTCDate();
  local.setUTCDate(Math.min(day, daysInMonth));
  return outOfBeijing(local);
}
