import { currentUser } from '../profile/current-user';
import { ok } from '../reply';
import type { AgentHandler } from '../operation';

export const getCurrentUser: AgentHandler<'getCurrentUser'> = async ({ user }, deps) => {
  const { uuid } = await currentUser(user, deps);
  return ok({ userId: uuid });
};
