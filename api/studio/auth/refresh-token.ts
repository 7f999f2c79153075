import { ok } from '../reply';
import type { StudioHandler } from '../operation';

export const refreshToken: StudioHandler<'refreshToken'> = async ({ user }, { tokens }) =>
  ok({ access_token: await tokens.issue('access', user.userId), token_type: 'bearer' }, 'refreshed');
