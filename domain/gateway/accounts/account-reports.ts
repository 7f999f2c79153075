import { QueryTypes } from 'sequelize';
import type { Clock } from '../../clock';
import { dateTime } from '../../db/columns';
import type { Database } from '../../db/database';
import { inTransaction, type Transaction } from '../../db/transaction';
import { changeConfiguration } from '../configuration-rows';
import { errorText } from './account-status';

/** What an upstream's answer says of the account that asked it. */
export type Verdict =
  | { readonly kind: 'rate_limited' | 'overloaded' | 'suspended'; readonly until: Date }
  /** Its credentials were refused. */
  | { readonly kind: 'unauthorized' };

export interface Refusal {
  readonly accountId: number;
  /** With which of its credentials: others may have come since. */
  readonly credentialsVersion: number;
  readonly verdict: Verdict;
  /** For operators, without secrets. */
  readonly message: string;
}

/** What calls learn of accounts, written down behind their backs: many together, and after the call. */
export interface AccountReports {
  /** It served a call. */
  used(accountId: number): void;
  refused(refusal: Refusal): void;
  /** Writes down what was told until now. */
  flush(): Promise<void>;
}

/** How long reports are gathered. */
const GATHER_MS = 500;
/** A token that is refused so soon after it was brought is not expired: the upstream does not want the account. */
const FRESH_TOKEN_MS = 5 * 60_000;

/** That a status stays until somebody changes it. */
const STANDS = "(status <> 'valid' AND status_until IS NULL)";

export function createAccountReports({
  db,
  clock,
  onFailure,
}: {
  readonly db: Database;
  readonly clock: Clock;
  /** Told when reports could not be written: they are kept for the next time. */
  readonly onFailure: (error: unknown) => void;
}): AccountReports {
  let used = new Set<number>();
  /** The last refusal of each account and kind. */
  let refusals = new Map<string, Refusal>();
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();

  function soon(): void {
    timer ??= setTimeout(() => void flush(), GATHER_MS);
    timer.unref();
  }

  function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    writing = writing.then(async () => {
      const [was, told] = [used, refusals];
      used = new Set();
      refusals = new Map();
      try {
        if (was.size > 0) await markUsed([...was]);
        if (told.size > 0) await changeConfiguration(db, (tx) => markRefused([...told.values()], tx));
      } catch (error) {
        for (const id of was) used.add(id);
        refusals = new Map([...told, ...refusals]);
        onFailure(error);
        soon();
      }
    });
    return writing;
  }

  function markUsed(ids: readonly number[]): Promise<void> {
    return inTransaction(db, async (tx) => {
      await db.query('UPDATE upstream_accounts SET last_used_at = ? WHERE id IN (?)', {
        replacements: [dateTime(clock.now()), [...ids].sort((a, b) => a - b)],
        type: QueryTypes.UPDATE,
        transaction: tx,
      });
    });
  }

  async function markRefused(all: readonly Refusal[], tx: Transaction): Promise<void> {
    // In one order everywhere, so that two processes do not wait for each other.
    for (const refusal of [...all].sort((a, b) => a.accountId - b.accountId)) {
      const { accountId, credentialsVersion, verdict, message } = refusal;
      const [assignments, values] = changeOf(verdict);
      await db.query(
        `UPDATE upstream_accounts SET ${assignments}, last_error = ? WHERE id = ? AND credentials_version = ?`,
        {
          replacements: [...values, errorText(message), accountId, credentialsVersion],
          type: QueryTypes.UPDATE,
          transaction: tx,
        },
      );
    }
  }

  /**
   * What a verdict changes: no rest becomes shorter, and nothing milder that stands until somebody changes it. Both
   * servers assign one after the other, and see what was assigned before.
   */
  function changeOf(verdict: Verdict): [assignments: string, values: readonly unknown[]] {
    const now = clock.now();
    switch (verdict.kind) {
      case 'rate_limited':
      case 'overloaded': {
        const column = `${verdict.kind}_until`;
        const until = dateTime(verdict.until);
        return [`${column} = IF(${column} > ?, ${column}, ?)`, [until, until]];
      }
      case 'suspended':
        return [
          `status_until = IF(${STANDS}, NULL, ?), status = IF(${STANDS}, status, 'suspended')`,
          [dateTime(verdict.until)],
        ];
      case 'unauthorized': {
        // Of tokens this is the usual end: it is only wrong where the token has just been brought.
        const isExpiry = "(auth_type = 'oauth' AND (refreshed_at IS NULL OR refreshed_at < ?))";
        const fresh = dateTime(new Date(now.getTime() - FRESH_TOKEN_MS));
        return [
          `access_expires_at = IF(auth_type = 'oauth', ?, access_expires_at),
           status = IF(${isExpiry} OR ${STANDS}, status, 'invalid'),
           status_until = IF(status = 'invalid', NULL, status_until)`,
          [dateTime(now), fresh],
        ];
      }
    }
  }

  return {
    used(accountId) {
      used.add(accountId);
      soon();
    },
    refused(refusal) {
      refusals.set(`${refusal.accountId}/${refusal.verdict.kind}`, refusal);
      soon();
    },
    flush,
  };
}
