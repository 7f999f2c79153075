import type { RelayHandler } from '../operation';
import { ok } from '../reply';

export const deleteAccountGroup: RelayHandler<'deleteAccountGroup'> = async (
  { params: { id } },
  { accountGroups },
) => {
  await accountGroups.remove(id);
  return ok(null);
};
