import { sql, type Statement } from './statement';

/**
 * What every connection of ours is told when it opens, whatever the server's own settings are.
 * `lockWaitSeconds` is how long a statement waits for a row that another transaction has locked: a process
 * that stands still with one locked must not take the others with it.
 */
export function sessionSettings(lockWaitSeconds: number): Statement[] {
  return [
    // Our locks are explicit, so that gap locks would only add deadlocks.
    sql`SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED`,
    // Strict, or an amount that is too large would be cut to fit; and our literals escape with backslashes.
    sql`SET SESSION sql_mode = 'STRICT_TRANS_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION',
      innodb_lock_wait_timeout = ${lockWaitSeconds}`,
  ];
}
