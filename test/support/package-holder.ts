import { credits } from '../../domain/credits';
import { createApiKeys, type ApiKeys, type ApiKeyWish } from '../../domain/gateway/api-keys';
import type { BudgetUnit } from '../../domain/gateway/budgets';
import { createPackages, type PackageWish } from '../../domain/gateway/packages';
import { createUserPackages, type UserPackage, type UserPackages } from '../../domain/gateway/user-packages';
import type { LimitWish } from '../../domain/gateway/window-limits';
import type { Window } from '../../domain/gateway/windows';
import type { KeyHolder, ModelGateway } from './model-gateway';

/** Somebody whose key is paid by a package. */
export interface PackageHolder extends KeyHolder {
  readonly packageId: number;
  /** The package as it stands now. */
  standing(): Promise<UserPackage>;
  /** What was used of a limit, and what is set aside; credits as numbers. */
  use(unit: BudgetUnit, window: Window): Promise<{ used: number; reserved: number }>;
}

export interface PackageWorld {
  readonly keys: ApiKeys;
  readonly userPackages: UserPackages;
  /** A user with a balance, a package of these limits, and a key that is bound to it. */
  holder(
    limits: readonly LimitWish[],
    wish?: Omit<PackageWish, 'limits'> & { readonly balance?: number; readonly key?: Partial<ApiKeyWish> },
  ): Promise<PackageHolder>;
}

/** A limit; of credits in whole ones. */
export function limit(unit: BudgetUnit, window: Window, amount: number | string): LimitWish {
  return { unit, window, field: `${unit} ${window}`, limit: amountIn(unit, amount) };
}

function amountIn(unit: BudgetUnit, amount: number | string): bigint {
  return unit === 'credits' ? credits(amount) : BigInt(amount);
}

export function packageWorld(gateway: ModelGateway): PackageWorld {
  const { db, clock } = gateway;
  const packages = createPackages({ db, clock });
  const userPackages = createUserPackages({ db, clock });
  const keys = createApiKeys({ db, clock });

  return {
    keys,
    userPackages,
    async holder(limits, { balance = 0, key = {}, ...wish } = {}) {
      const { id: made } = await packages.create({ name: 'Month', ...wish, limits });
      const holder = await gateway.keyHolder(balance);
      const { id: packageId } = await userPackages.assign(holder.user.id, made);
      await keys.update(holder.user.id, holder.keyId, { ...key, userPackageId: packageId });
      const standing = async () => {
        const found = (await userPackages.ofUser(holder.user.id)).find(({ id }) => id === packageId);
        if (!found) throw new Error('the package is there');
        return found;
      };
      return {
        ...holder,
        packageId,
        standing,
        async use(unit, window) {
          const found = (await standing()).uses.find((use) => use.unit === unit && use.window === window);
          if (!found) throw new Error(`there is a limit of ${unit} by ${window}`);
          const scale = unit === 'credits' ? 1e8 : 1;
          return { used: Number(found.used) / scale, reserved: Number(found.reserved) / scale };
        },
      };
    },
  };
}
