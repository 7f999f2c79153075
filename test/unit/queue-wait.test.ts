import { EVERYBODYS_PLAN, PLANS } from '../../domain/tasks/plans';
import { waitOf } from '../../domain/tasks/ranking';

const { concurrent } = PLANS[EVERYBODYS_PLAN];

test.each([
  ['the next, on one place', { place: 1, own: 0 }, 1, 30],
  ['the tenth, on ten places', { place: 10, own: 0 }, 10, 30],
  ['the first, on ten places', { place: 1, own: 0 }, 10, 3],
  ['one whose owner has as many at work as may', { place: 1, own: concurrent }, 10, 30],
  ['one that waits longer for others than for its owner', { place: 40, own: 1 }, 10, 120],
])('%s', (_who, waits, slots, seconds) => {
  expect(waitOf(waits, slots, 30)).toBe(seconds);
});
