import { creditsToNumber } from '../../../domain/credits';
import type { BudgetUnit } from '../../../domain/gateway/budgets';
import type { LimitUse } from '../../../domain/gateway/user-package-rows';
import {
  isSameLimit,
  type LimitWish,
  type UseWish,
  type WindowLimit,
} from '../../../domain/gateway/window-limits';
import type { Window } from '../../../domain/gateway/windows';
import { creditsOf } from '../../router/amounts';

/** What the surface calls each limit, and what was used of it. */
const FIELDS = [
  { unit: 'credits', window: 'day', limit: 'daily_quota', used: 'daily_used' },
  { unit: 'credits', window: 'week', limit: 'weekly_quota', used: 'weekly_used' },
  { unit: 'credits', window: 'month', limit: 'monthly_quota', used: 'monthly_used' },
  { unit: 'credits', window: 'life', limit: 'quota_total', used: 'quota_used' },
  { unit: 'requests', window: 'day', limit: 'daily_requests', used: 'daily_requests_used' },
  { unit: 'requests', window: 'week', limit: 'weekly_requests', used: 'weekly_requests_used' },
  { unit: 'requests', window: 'month', limit: 'monthly_requests', used: 'monthly_requests_used' },
  { unit: 'requests', window: 'life', limit: 'total_requests', used: 'total_requests_used' },
  { unit: 'tokens', window: 'day', limit: 'daily_tokens', used: 'daily_tokens_used' },
  { unit: 'tokens', window: 'week', limit: 'weekly_tokens', used: 'weekly_tokens_used' },
  { unit: 'tokens', window: 'month', limit: 'monthly_tokens', used: 'monthly_tokens_used' },
  { unit: 'tokens', window: 'life', limit: 'total_tokens', used: 'total_tokens_used' },
] as const satisfies readonly {
  readonly unit: BudgetUnit;
  readonly window: Window;
  readonly limit: string;
  readonly used: string;
}[];

type Limit = (typeof FIELDS)[number]['limit'];
type Use = (typeof FIELDS)[number]['used'];

/** The limits that a body gives; 0 is none. AppError VALIDATION. */
export function limitWishes(body: Partial<Readonly<Record<Limit, number>>>): LimitWish[] {
  return FIELDS.flatMap(({ unit, window, limit: field }) => {
    const given = body[field];
    if (given === undefined) return [];
    return [{ unit, window, field: `body.${field}`, limit: amountOf(unit, field, given) }];
  });
}

/** What a body says was used. AppError VALIDATION. */
export function useWishes(body: Partial<Readonly<Record<Use, number>>>): UseWish[] {
  return FIELDS.flatMap(({ unit, window, used: field }) => {
    const given = body[field];
    if (given === undefined) return [];
    return [{ unit, window, field: `body.${field}`, used: amountOf(unit, field, given) }];
  });
}

/** Every limit by its name; 0 where there is none. */
export function limitsDto(limits: readonly WindowLimit[]): Record<Limit, number> {
  const entries = FIELDS.map((field) => {
    const found = limits.find((limit) => isSameLimit(limit, field));
    return [field.limit, numberOf(field.unit, found?.limit ?? 0n)];
  });
  return Object.fromEntries(entries) as Record<Limit, number>;
}

/** What was used of every limit, by its name; null where there is no limit, for then nothing is counted. */
export function usesDto(uses: readonly LimitUse[]): Record<Use, number | null> {
  const entries = FIELDS.map((field) => {
    const found = uses.find((use) => isSameLimit(use, field));
    return [field.used, found ? numberOf(field.unit, found.used) : null];
  });
  return Object.fromEntries(entries) as Record<Use, number | null>;
}

function amountOf(unit: BudgetUnit, field: string, given: number): bigint {
  return unit === 'credits' ? creditsOf(field, given) : BigInt(given);
}

function numberOf(unit: BudgetUnit, amount: bigint): number {
  return unit === 'credits' ? creditsToNumber(amount) : Number(amount);
}
