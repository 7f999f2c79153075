import type { RelayHandler } from '../operation';
import { ok } from '../reply';

export const deleteAccount: RelayHandler<'deleteAccount'> = async ({ params: { id } }, { accounts }) => {
  await accounts.remove(id);
  return ok(null);
};
