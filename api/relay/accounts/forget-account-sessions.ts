import type { RelayHandler } from '../operation';
import { ok } from '../reply';

export const forgetAccountSessions: RelayHandler<'forgetAccountSessions'> = async (
  { params: { id } },
  { accountStanding },
) => {
  await accountStanding.forgetSessions(id);
  return ok(null);
};
