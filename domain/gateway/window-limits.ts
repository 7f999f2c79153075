import type { Credits } from '../credits';
import { invalidField } from '../errors';
import type { Budget, BudgetUnit } from './budgets';
import { WINDOWS, windowStart, type Window } from './windows';

/** At most so much of something in each window. */
export interface WindowLimit {
  readonly unit: BudgetUnit;
  readonly window: Window;
  /** More than 0, in whole units; credits in units of 10⁻⁸. */
  readonly limit: bigint;
}

/** One limit as somebody wishes it: 0 or null for none. */
export interface LimitWish extends Omit<WindowLimit, 'limit'> {
  /** The field that says it, for an error to name. */
  readonly field: string;
  readonly limit: bigint | null;
}

/** What was used of a limit, as an operator puts it right. */
export interface UseWish extends Omit<WindowLimit, 'limit'> {
  readonly field: string;
  readonly used: bigint;
}

/** A billion credits, as the ledger takes at most; of tokens and requests more than anybody will ever use. */
export const LARGEST_LIMIT: Credits = 10n ** 17n;

/**
 * The budgets that limits are at a moment, of `owner` (`package:3`, `key:12`). Each window is a subject of its own, for
 * a day, a week and a month may well begin at the same time.
 */
export function budgetsAt(owner: string, limits: readonly WindowLimit[], at: Date): Budget[] {
  return limits.map(({ unit, window, limit }) => ({
    subject: `${owner}/${window}`,
    unit,
    windowStart: windowStart(window, at),
    limit,
  }));
}

/** Whose budgets those of a user's package are. */
export function packageSubject(id: number): string {
  return `package:${id}`;
}

export function isPackageBudget({ subject }: Pick<Budget, 'subject'>): boolean {
  return subject.startsWith('package:');
}

/** The window of a budget that `budgetsAt` made. */
export function windowOf({ subject }: Pick<Budget, 'subject'>): Window {
  const name = subject.slice(subject.lastIndexOf('/') + 1);
  return WINDOWS.find((window) => window === name) ?? 'life';
}

export function isSameLimit(a: Omit<WindowLimit, 'limit'>, b: Omit<WindowLimit, 'limit'>): boolean {
  return a.unit === b.unit && a.window === b.window;
}

/** The limits with those replaced that are wished for. AppError VALIDATION names the field of one that is none. */
export function withLimits(limits: readonly WindowLimit[], wishes: readonly LimitWish[]): WindowLimit[] {
  const kept = limits.filter((limit) => !wishes.some((wish) => isSameLimit(wish, limit)));
  const wished = wishes.flatMap(({ field, unit, window, limit }) => {
    const checked = limit === null ? 0n : amountField(field, limit);
    return checked === 0n ? [] : [{ unit, window, limit: checked }];
  });
  return [...kept, ...wished];
}

/** An amount of 0 or more that a budget can count. AppError VALIDATION. */
export function amountField(field: string, amount: bigint): bigint {
  if (amount >= 0n && amount <= LARGEST_LIMIT) return amount;
  throw invalidField(field, {
    zh: '应不小于 0，且不超过十亿',
    en: 'must not be negative, nor beyond a billion',
  });
}

/** As a JSON column keeps it: amounts as text, for they are larger than numbers are exact. */
export function writeLimits(limits: readonly WindowLimit[]): string {
  return JSON.stringify(limits.map((limit) => ({ ...limit, limit: limit.limit.toString() })));
}

export function readLimits(
  column: readonly (Omit<WindowLimit, 'limit'> & { readonly limit: string })[],
): WindowLimit[] {
  return column.map((limit) => ({ ...limit, limit: BigInt(limit.limit) }));
}
