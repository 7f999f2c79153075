import { mergeActivities } from '../../activities/merge-activities';

test('activities of several factories are one object', () => {
  const merged = mergeActivities({ chargeJob: () => 1 }, { writeText: () => 'a', toString: () => 'b' }, {});
  expect([merged.chargeJob(), merged.writeText(), merged.toString()]).toEqual([1, 'a', 'b']);
});

test('two of one name are an error that names it, not the one that came last', () => {
  const first = { chargeJob: () => 1, writeText: () => 'a' };
  expect(() => mergeActivities(first, { writeText: () => 'b' })).toThrow(/two activities.* writeText/);
});
