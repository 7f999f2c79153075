import { ok } from '../reply';
import type { StudioHandler } from '../operation';
import { accessToken } from './issue-tokens';

export const refreshToken: StudioHandler<'refreshToken'> = async ({ user }, { tokens }) =>
  ok(
    {
      access_token: await accessToken(tokens, { id: user.sessionId, userId: user.userId }),
      token_type: 'bearer',
    },
    'refreshed',
  );
