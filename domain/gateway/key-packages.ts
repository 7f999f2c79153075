import type { Database } from '../db/database';
import { readUserPackages, type UserPackageRow } from './user-package-rows';

/** The package that pays for a key's calls, as it was a second ago at most. */
export type KeyPackage = Pick<UserPackageRow, 'id' | 'enabled' | 'expiresAt' | 'limits'> & {
  /** Null: all. */
  readonly allowedModels: ReadonlySet<string> | null;
};

/** By id; those that were deleted are missing. */
export async function readKeyPackages(
  db: Database,
  ids: readonly number[],
): Promise<Map<number, KeyPackage>> {
  if (ids.length === 0) return new Map();
  const rows = await readUserPackages(db, 'p.id IN (?)', [[...new Set(ids)]]);
  return new Map(
    rows.map(({ id, enabled, expiresAt, limits, allowedModels }) => [
      id,
      {
        id,
        enabled,
        expiresAt,
        limits,
        allowedModels: allowedModels.length > 0 ? new Set(allowedModels) : null,
      },
    ]),
  );
}

/** Whether it lets calls in at a moment. What is left of its limits, the database decides call by call. */
export function isOpen({ enabled, expiresAt }: KeyPackage, at: Date): boolean {
  return enabled && at.getTime() < expiresAt.getTime();
}
