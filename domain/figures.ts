import { QueryTypes } from 'sequelize';
import type { Credits } from './credits';
import type { Database } from './db/database';

/** Totals over the whole platform, for its metrics. */
export interface Figures {
  /** Jobs that have not ended. */
  readonly openJobs: readonly { readonly kind: string; readonly state: string; readonly count: number }[];
  /** What users' wallets hold together: what the platform owes in work. */
  readonly walletCredits: Credits;
  /** The part of it that is set aside for jobs. */
  readonly heldCredits: Credits;
  readonly pendingHolds: number;
}

/** Reads the totals; one pass over the wallets, so not for every request. */
export async function readFigures(db: Database): Promise<Figures> {
  const [openJobs, [wallets], [holds]] = await Promise.all([
    db.query<{ kind: string; state: string; count: number }>(
      `SELECT kind, state, COUNT(*) AS count FROM jobs WHERE state IN ('queued', 'running') GROUP BY kind, state`,
      { type: QueryTypes.SELECT },
    ),
    db.query<{ posted: string; held: string }>(
      `SELECT CAST(COALESCE(SUM(posted), 0) AS CHAR) AS posted, CAST(COALESCE(SUM(held), 0) AS CHAR) AS held
       FROM accounts WHERE type = 'wallet'`,
      { type: QueryTypes.SELECT },
    ),
    db.query<{ pending: number }>(`SELECT COUNT(*) AS pending FROM holds WHERE state = 'pending'`, {
      type: QueryTypes.SELECT,
    }),
  ]);
  return {
    openJobs,
    walletCredits: BigInt(wallets?.posted ?? 0),
    heldCredits: BigInt(wallets?.held ?? 0),
    pendingHolds: holds?.pending ?? 0,
  };
}
