import { accountOf } from '../../auth/account-of';
import { ok } from '../reply';
import type { AgentHandler } from '../operation';

export const getCurrentUser: AgentHandler<'getCurrentUser'> = async ({ user }, deps) => {
  const { uuid } = await accountOf(user, deps);
  return ok({ userId: uuid });
};
