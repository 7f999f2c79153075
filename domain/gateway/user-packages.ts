import { QueryTypes } from 'sequelize';
import type { Clock } from '../clock';
import { dateTime } from '../db/columns';
import type { Database } from '../db/database';
import { inTransaction, type Transaction } from '../db/transaction';
import { AppError, invalidField, isAppError } from '../errors';
import { setSpentStatement } from './budgets';
import { insertRow, selectRows, updateRow } from './configuration-rows';
import { notThere } from './known-models';
import { termsColumns, type TermsWish } from './package-terms';
import { readPackage, toPackage, type Package } from './packages';
import {
  countUserPackages,
  deletedColumns,
  lockUserPackage,
  readUserPackages,
  statusOf,
  usesOf,
  type LimitUse,
  type UserPackageRow,
  type UserPackageStatus,
} from './user-package-rows';
import {
  amountField,
  budgetsAt,
  isSameLimit,
  packageSubject,
  withLimits,
  type UseWish,
} from './window-limits';

/** A package that a user has, as it stands now. */
export interface UserPackage extends UserPackageRow {
  /** What it was made of, as that is now; null when it was deleted. */
  readonly package: Package | null;
  readonly status: UserPackageStatus;
  readonly uses: readonly LimitUse[];
}

export interface UserPackageChange extends Pick<TermsWish, 'limits' | 'allowedModels'> {
  readonly enabled?: boolean;
  readonly expiresAt?: Date;
  /** What was used of limits in their windows of now. */
  readonly uses?: readonly UseWish[];
}

export interface UserPackages {
  /** The newest first. */
  ofUser(userId: number): Promise<UserPackage[]>;
  /** Everybody's, or one user's, the newest first; `page` counts from 1. */
  page(
    filter: { readonly userId?: number | undefined },
    paging: { readonly page: number; readonly pageSize: number },
  ): Promise<{ readonly items: UserPackage[]; readonly total: number }>;
  /**
   * Gives a user a package, from now on for as long as it lasts; no money moves. AppErrors NOT_FOUND for the user,
   * VALIDATION for a package that is not there or not on offer.
   */
  assign(userId: number, packageId: number): Promise<UserPackage>;
  /** Changes what is given, in force everywhere within a second. AppErrors NOT_FOUND, VALIDATION. */
  update(id: number, change: UserPackageChange): Promise<UserPackage>;
  /**
   * Takes a package away. The keys that are bound to it are bound to none then, and let no call in until their owners
   * bind them to another, or to their balance; answers how many. AppError NOT_FOUND.
   */
  remove(id: number): Promise<{ readonly unboundKeys: number }>;
}

const DAY_MS = 86_400_000;
/** What pays for a task shows with the task. */
const OWN = 'p.task_job_id IS NULL';

export function createUserPackages({
  db,
  clock,
}: {
  readonly db: Database;
  readonly clock: Clock;
}): UserPackages {
  async function views(rows: readonly UserPackageRow[]): Promise<UserPackage[]> {
    const at = clock.now();
    const [uses, made] = await Promise.all([usesOf(db, rows, at), packagesOf(rows)]);
    return rows.map((row) => {
      const own = uses.get(row.id) ?? [];
      const of = row.packageId === null ? undefined : made.get(row.packageId);
      return { ...row, uses: own, status: statusOf(row, own, at), package: of ?? null };
    });
  }

  async function packagesOf(rows: readonly UserPackageRow[]): Promise<Map<number, Package>> {
    const ids = [...new Set(rows.flatMap(({ packageId }) => packageId ?? []))];
    if (ids.length === 0) return new Map();
    const found = await selectRows(db, 'SELECT * FROM gateway_packages WHERE id IN (?)', [ids]);
    return new Map(found.map(toPackage).map((each) => [each.id, each]));
  }

  async function get(id: number): Promise<UserPackage> {
    const [found] = await views(await readUserPackages(db, 'p.id = ?', [id]));
    if (!found) throw new AppError('NOT_FOUND', undefined, { note: `package ${id} of a user` });
    return found;
  }

  /** Counts what calls used of limits anew, in the windows of now. */
  async function setUses(
    row: Pick<UserPackageRow, 'id' | 'limits'>,
    uses: readonly UseWish[],
    tx: Transaction,
  ) {
    for (const wish of uses) {
      const limit = row.limits.find((each) => isSameLimit(each, wish));
      const [budget] = budgetsAt(packageSubject(row.id), limit ? [limit] : [], clock.now());
      if (!budget) {
        throw invalidField(wish.field, {
          zh: '没有相应的额度',
          en: 'has no limit, and what is not limited is not counted',
        });
      }
      const spent = setSpentStatement(budget, amountField(wish.field, wish.used));
      await db.query(spent, { transaction: tx });
    }
  }

  return {
    ofUser: async (userId) =>
      views(await readUserPackages(db, `${OWN} AND p.user_id = ? ORDER BY p.id DESC`, [userId])),

    async page({ userId }, { page, pageSize }) {
      const [condition, values] = userId === undefined ? [OWN, []] : [`${OWN} AND p.user_id = ?`, [userId]];
      const rows = readUserPackages(db, `${condition} ORDER BY p.id DESC LIMIT ? OFFSET ?`, [
        ...values,
        pageSize,
        (page - 1) * pageSize,
      ]);
      const [items, total] = await Promise.all([rows.then(views), countUserPackages(db, condition, values)]);
      return { items, total };
    },

    async assign(userId, packageId) {
      const id = await inTransaction(db, async (tx) => {
        await expectUser(db, userId, tx);
        const given = await offeredPackage(db, packageId, tx);
        const at = clock.now();
        const { name, type, price, limits, allowedModels } = given;
        const columns = await termsColumns(db, { name, type, price }, { type, limits });
        return insertRow(
          db,
          'gateway_user_packages',
          {
            ...columns,
            user_id: userId,
            package_id: packageId,
            // As they are: a model that has gone meanwhile is no reason to refuse the others.
            allowed_models: JSON.stringify(allowedModels),
            starts_at: dateTime(at),
            expires_at: dateTime(new Date(at.getTime() + given.durationDays * DAY_MS)),
            created_at: dateTime(at),
            updated_at: dateTime(at),
          },
          tx,
        );
      });
      return get(id);
    },

    async update(id, { enabled, expiresAt, limits = [], uses = [], allowedModels }) {
      const given = allowedModels === undefined ? {} : { allowedModels };
      await inTransaction(db, async (tx) => {
        const row = await lockUserPackage(db, id, tx);
        const columns = await termsColumns(db, { limits, ...given }, row);
        const expires = expiresAt && dateTime(expiresAt);
        const changed = { ...columns, enabled, expires_at: expires, updated_at: dateTime(clock.now()) };
        await updateRow(db, 'gateway_user_packages', id, changed, tx);
        await setUses({ id, limits: withLimits(row.limits, limits) }, uses, tx);
      });
      return get(id);
    },

    remove: (id) =>
      inTransaction(db, async (tx) => {
        await lockUserPackage(db, id, tx);
        await updateRow(db, 'gateway_user_packages', id, deletedColumns(clock.now()), tx);
        const bound = await selectRows(
          db,
          'SELECT id FROM gateway_api_keys WHERE user_package_id = ? AND deleted_at IS NULL FOR UPDATE',
          [id],
          tx,
        );
        await db.query('UPDATE gateway_api_keys SET user_package_id = NULL WHERE user_package_id = ?', {
          replacements: [id],
          type: QueryTypes.UPDATE,
          transaction: tx,
        });
        return { unboundKeys: bound.length };
      }),
  };
}

async function expectUser(db: Database, userId: number, tx: Transaction): Promise<void> {
  const found = await selectRows(db, 'SELECT id FROM users WHERE id = ?', [userId], tx);
  if (found.length === 0) throw new AppError('NOT_FOUND', undefined, { note: `user ${userId}` });
}

async function offeredPackage(db: Database, id: number, tx: Transaction): Promise<Package> {
  const found = await readPackage(db, id, tx).catch((error: unknown) => {
    throw isAppError(error, 'NOT_FOUND') ? notThere('body.package_id') : error;
  });
  if (found.enabled) return found;
  throw invalidField('body.package_id', { zh: '套餐已停用', en: 'names a package that is not on offer' });
}
