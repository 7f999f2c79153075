import { budgetName } from '../../domain/gateway/budgets';
import { budgetsAt, windowOf } from '../../domain/gateway/window-limits';
import { WINDOWS, windowEnd, windowStart, type Window } from '../../domain/gateway/windows';

/** When limits begin anew: always by UTC. */

const at = (text: string) => new Date(text);

test.each<[Window, string, string, string]>([
  ['day', '2026-03-29T00:00:00.000Z', '2026-03-29', '2026-03-30'],
  ['day', '2026-03-29T23:59:59.999Z', '2026-03-29', '2026-03-30'], // a day of summer time elsewhere
  ['day', '2024-02-29T12:00:00.000Z', '2024-02-29', '2024-03-01'],
  ['week', '2026-11-23T00:00:00.000Z', '2026-11-23', '2026-11-30'], // a Monday
  ['week', '2026-11-29T23:59:59.999Z', '2026-11-23', '2026-11-30'], // its Sunday
  ['week', '2027-01-01T08:00:00.000Z', '2026-12-28', '2027-01-04'], // week 53 of 2026
  ['week', '2025-12-31T08:00:00.000Z', '2025-12-29', '2026-01-05'], // week 1 of 2026
  ['week', '2023-01-01T00:00:00.000Z', '2022-12-26', '2023-01-02'], // a Sunday: week 52 of 2022
  ['month', '2026-01-31T23:59:59.999Z', '2026-01-01', '2026-02-01'],
  ['month', '2026-02-28T00:00:00.000Z', '2026-02-01', '2026-03-01'],
  ['month', '2024-02-29T23:59:59.999Z', '2024-02-01', '2024-03-01'],
  ['month', '2026-12-31T23:59:59.999Z', '2026-12-01', '2027-01-01'],
])('the %s of %s is from %s to %s', (window, moment, start, end) => {
  expect(windowStart(window, at(moment))).toEqual(at(start));
  expect(windowEnd(window, at(moment))).toEqual(at(end));
});

test('a life has no end, and one beginning', () => {
  expect(windowStart('life', at('2026-01-01'))).toEqual(windowStart('life', at('2036-01-01')));
  expect(windowEnd('life', at('2026-01-01'))).toBeNull();
});

test('each moment is in the window that its start and end say, to the millisecond', () => {
  for (let day = 0; day < 3_000; day++) {
    const moment = new Date(Date.UTC(2023, 0, 1 + day));
    for (const window of ['day', 'week', 'month'] as const) {
      const end = windowEnd(window, moment)!;
      expect(windowStart(window, new Date(end.getTime() - 1))).toEqual(windowStart(window, moment));
      expect(windowStart(window, end)).toEqual(end);
    }
  }
});

test('windows that begin together are budgets apart', () => {
  // A Monday that is the first of its month.
  const limits = WINDOWS.map((window) => ({ unit: 'requests' as const, window, limit: 1n }));
  const budgets = budgetsAt('package:3', limits, at('2026-06-01T10:00:00Z'));
  expect(new Set(budgets.map(budgetName)).size).toBe(4);
  expect(budgets.map(windowOf)).toEqual(WINDOWS);
});
