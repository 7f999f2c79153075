import type { Migration } from '../migrator';

/**
 * A foreign key has every new row lock the row that it refers to, in common with others, until its transaction ends.
 * Those who buy have their row of `users` locked for themselves and wait for their wallet; a job has its wallet locked,
 * and waited for the row of its user to be written: a circle. Users are never deleted, and no caller names one that
 * does not exist, so that these keys guarded nothing that happens. Their indexes stay.
 */
const KEYS = [
  ['jobs', 'jobs_user'],
  ['creations', 'creations_user'],
  ['user_coupons', 'user_coupons_user_fk'],
  ['participations', 'participations_user_fk'],
  ['membership_days', 'membership_days_user'],
] as const;

export const rowsWithoutUserLocks: Migration = {
  name: '0033-rows-without-user-locks',
  kind: 'contract',
  up: KEYS.map(([table, key]) => ({
    ifForeignKey: [table, key],
    sql: `ALTER TABLE ${table} DROP FOREIGN KEY ${key}`,
  })),
};
