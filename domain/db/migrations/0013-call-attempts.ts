import type { Migration } from '../migrator';

/** Finds calls by the channels that were tried for them, and keeps sums of what the totals did not tell apart. */
export const callAttempts: Migration = {
  name: '0013-call-attempts',
  kind: 'expand',
  up: [
    {
      unlessIndex: ['gateway_attempts', 'gateway_attempts_channel'],
      sql: 'ALTER TABLE gateway_attempts ADD KEY gateway_attempts_channel (channel_id, call_id)',
    },
    // Two more kinds of totals, from what is kept of calls: tries at a channel that brought no answer, and what
    // packages have paid, by the package and its user.
    `INSERT INTO gateway_totals (kind, id, part, requests, input_tokens, output_tokens, cached_tokens, cost)
      SELECT 'channel-failed', channel_id, 0, COUNT(*), 0, 0, 0, 0 FROM gateway_attempts
      WHERE outcome <> 'answered' GROUP BY channel_id
      ON DUPLICATE KEY UPDATE gateway_totals.requests = VALUES(requests)`,
    `INSERT INTO gateway_totals (kind, id, part, requests, input_tokens, output_tokens, cached_tokens, cost)
      SELECT 'package', user_package_id, user_id, COUNT(*), SUM(input_tokens), SUM(output_tokens),
        SUM(cache_read_tokens), SUM(cost - shortfall) FROM gateway_calls
      WHERE user_package_id IS NOT NULL AND status NOT IN ('abandoned', 'refused') GROUP BY user_package_id, user_id
      ON DUPLICATE KEY UPDATE gateway_totals.requests = VALUES(requests), gateway_totals.cost = VALUES(cost)`,
  ],
};
