import { PLATFORM_NAMES, PLATFORMS } from '../../../domain/publishing/platforms';
import { ok } from '../reply';
import type { StudioHandler } from '../operation';
import { accountDto } from './account-dto';

export const listPlatforms: StudioHandler<'listPlatforms'> = async ({ user, language }, deps) => {
  const bound = user && (await deps.platformAccounts.list(user.userId));
  return ok(
    PLATFORM_NAMES.map((platform) => {
      const { loginUrl, kinds, handsOff, credentials, optionalCredentials, ...names } = PLATFORMS[platform];
      const own = bound?.filter((account) => account.platform === platform);
      return {
        platform,
        name: names[language],
        login_url: loginUrl,
        supported_types: [...kinds],
        completes: handsOff ? ('user_handoff' as const) : ('polling' as const),
        credential_fields: [...credentials],
        optional_credential_fields: [...optionalCredentials],
        ...(own && {
          is_bound: own.length > 0,
          account_name: own[0]?.name ?? null,
          accounts: own.map((account) => accountDto(account, deps)),
        }),
      };
    }),
  );
};
