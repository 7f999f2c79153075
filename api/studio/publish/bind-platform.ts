import { ok } from '../reply';
import type { StudioHandler } from '../operation';
import { accountDto } from './account-dto';

export const bindPlatform: StudioHandler<'bindPlatform'> = async ({ body, user }, deps) =>
  ok(accountDto(await deps.platformAccounts.bind(user.userId, body.platform, body.credentials), deps));
