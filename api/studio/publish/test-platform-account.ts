import { ok } from '../reply';
import type { StudioHandler } from '../operation';
import { accountDto } from './account-dto';

export const testPlatformAccount: StudioHandler<'testPlatformAccount'> = async ({ params, user }, deps) =>
  ok(accountDto(await deps.platformAccounts.test(params.id, user.userId), deps));
