import type { Migration } from '../migrator';

/** What the statistics are read from: they ask for sums over a year, and for who had paid by a day, out of keys alone. */
export const statistics: Migration = {
  name: '0035-statistics',
  kind: 'expand',
  up: [
    {
      unlessIndex: ['orders', 'orders_income'],
      sql: `ALTER TABLE orders
        ADD KEY orders_income (status, paid_at, provider, amount_fen, credits, user_id),
        DROP KEY orders_paid`,
    },
    // By the end first: most memberships that were ever bought are over.
    {
      unlessIndex: ['orders', 'orders_members'],
      sql: `ALTER TABLE orders
        ADD KEY orders_members (membership_ends_at, membership_starts_at, status, paid_at, user_id)`,
    },
  ],
};
