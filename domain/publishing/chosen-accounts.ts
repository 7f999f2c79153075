import { AppError, type FieldProblem } from '../errors';
import type { PlatformAccount } from './account';
import { PLATFORMS, type PlatformName } from './platforms';

/** Where somebody wants something published. */
export interface Choice {
  readonly platforms: readonly PlatformName[];
  /** Of platforms at which there are several accounts; for one that it does not name, that which was bound last. */
  readonly accountIds?: readonly number[] | undefined;
}

/**
 * The accounts that are meant, each once, of `bound` with the last of each platform first. AppErrors
 * PLATFORM_NOT_BOUND for a platform without an account whose credentials hold, VALIDATION for an account that is
 * none of these.
 */
export function chosenAccounts(
  bound: readonly PlatformAccount[],
  { platforms, accountIds = [] }: Choice,
): PlatformAccount[] {
  const strange = accountIds.filter(
    (id) => !bound.some((account) => account.id === id && platforms.includes(account.platform)),
  );
  if (strange.length > 0) {
    const message = {
      zh: '账号不存在或不属于所选平台',
      en: 'names an account that is not bound at these platforms',
    };
    throw new AppError('VALIDATION', { errors: [{ field: 'body.account_ids', message }] });
  }
  const errors: FieldProblem[] = [];
  const chosen = [...new Set(platforms)].flatMap((platform) => {
    const own = bound.filter((account) => account.platform === platform);
    const named = own.filter(({ id }) => accountIds.includes(id));
    const meant = named.length > 0 ? named : own.slice(0, 1);
    if (meant.length === 0 || meant.some(({ refusedBecause }) => refusedBecause !== null)) {
      errors.push({ field: 'body.platforms', message: notBound(platform, meant.length > 0) });
    }
    return meant;
  });
  if (errors.length > 0) throw new AppError('PLATFORM_NOT_BOUND', { errors });
  return chosen;
}

function notBound(platform: PlatformName, wasBound: boolean) {
  const { zh, en } = PLATFORMS[platform];
  return wasBound
    ? { zh: `${zh}的授权已失效，请重新绑定`, en: `the binding at ${en} has ended: bind it again` }
    : { zh: `${zh}未绑定账号`, en: `no account is bound at ${en}` };
}
