import { dateTime } from '../db/columns';
import type { Database } from '../db/database';
import type { Transaction } from '../db/transaction';
import { AppError } from '../errors';
import { budgetName, readBudgets } from './budgets';
import { selectRows, type ConfigurationRow } from './configuration-rows';
import { toTerms, type PackageTerms } from './package-terms';
import { budgetsAt, packageSubject, type WindowLimit } from './window-limits';
import { windowEnd } from './windows';

/** A package that a user was given: the values that it had then, and what an operator changed since. */
export interface UserPackageRow extends PackageTerms {
  readonly id: number;
  readonly userId: number;
  /** What it was made of; null when that was deleted. */
  readonly packageId: number | null;
  /** Whether an operator lets it be used. */
  readonly enabled: boolean;
  readonly startsAt: Date;
  /** From then on it lets no call in. */
  readonly expiresAt: Date;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** A limit in the window of now, and how much of it is used. */
export interface LimitUse extends WindowLimit {
  /** By calls that are settled: more than the limit if one used more than was thought. */
  readonly used: bigint;
  /** Set aside for calls that run. */
  readonly reserved: bigint;
  /** When it begins anew; null where it never does. */
  readonly endsAt: Date | null;
}

/** `exhausted`: a limit of all that may be used is reached. Of a day, a week or a month that says nothing. */
export type UserPackageStatus = 'active' | 'expired' | 'exhausted' | 'disabled';

/** `condition` is of the row `p`, and may end with what orders and limits. */
export async function readUserPackages(
  db: Database,
  condition: string,
  values: unknown[],
  tx: Transaction | null = null,
): Promise<UserPackageRow[]> {
  const query = `SELECT p.* FROM gateway_user_packages p WHERE p.deleted_at IS NULL AND ${condition}`;
  return (await selectRows(db, query, values, tx)).map(toUserPackage);
}

/** A user's package, locked until the end of the transaction. AppError NOT_FOUND. */
export async function lockUserPackage(db: Database, id: number, tx: Transaction): Promise<UserPackageRow> {
  const [row] = await readUserPackages(db, 'p.id = ? FOR UPDATE', [id], tx);
  if (!row) throw new AppError('NOT_FOUND', undefined, { note: `package ${id} of a user` });
  return row;
}

/** How the limits of each stand at `at`, by id. */
export async function usesOf(
  db: Database,
  rows: readonly Pick<UserPackageRow, 'id' | 'limits'>[],
  at: Date,
): Promise<Map<number, LimitUse[]>> {
  const budgets = new Map(rows.map(({ id, limits }) => [id, budgetsAt(packageSubject(id), limits, at)]));
  const states = await readBudgets(db, [...budgets.values()].flat());
  return new Map(
    rows.map(({ id, limits }) => {
      const own = budgets.get(id) ?? [];
      const uses = limits.map((limit, index) => {
        const budget = own[index];
        const { spent: used = 0n, reserved = 0n } = (budget && states.get(budgetName(budget))) ?? {};
        return { ...limit, used, reserved, endsAt: windowEnd(limit.window, at) };
      });
      return [id, uses];
    }),
  );
}

/** What follows of the row, its use and the time: nobody has to write it down. */
export function statusOf(
  { enabled, expiresAt }: Pick<UserPackageRow, 'enabled' | 'expiresAt'>,
  uses: readonly LimitUse[],
  at: Date,
): UserPackageStatus {
  if (!enabled) return 'disabled';
  if (expiresAt.getTime() <= at.getTime()) return 'expired';
  return uses.some(({ window, used, limit }) => window === 'life' && used >= limit) ? 'exhausted' : 'active';
}

/** How many packages a condition of the row `p` is true of. */
export async function countUserPackages(db: Database, condition: string, values: unknown[]): Promise<number> {
  const query = `SELECT COUNT(*) AS total FROM gateway_user_packages p WHERE p.deleted_at IS NULL AND ${condition}`;
  const [row] = await selectRows(db, query, values);
  return Number(row?.['total']);
}

/** The columns that mark a package as deleted. */
export function deletedColumns(at: Date) {
  return { deleted_at: dateTime(at), updated_at: dateTime(at), enabled: false };
}

function toUserPackage(row: ConfigurationRow): UserPackageRow {
  return {
    id: row['id'] as number,
    userId: row['user_id'] as number,
    packageId: row['package_id'] as number | null,
    ...toTerms(row),
    enabled: row['enabled'] === 1,
    startsAt: row['starts_at'] as Date,
    expiresAt: row['expires_at'] as Date,
    createdAt: row['created_at'] as Date,
    updatedAt: row['updated_at'] as Date,
  };
}
