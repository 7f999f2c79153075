import { PLATFORM_NAMES, PLATFORMS, type PlatformName } from '../../../domain/publishing/platforms';
import { contentRules } from '../../../domain/publishing/rules';
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
        rules: rulesDto(platform),
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

function rulesDto(platform: PlatformName) {
  const { title, text, images, imageBytes, videoBytes } = contentRules(platform);
  return {
    title_min_length: title.least,
    title_max_length: title.most,
    text_max_length: text,
    max_images: images,
    image_max_bytes: imageBytes,
    video_max_bytes: videoBytes,
  };
}
