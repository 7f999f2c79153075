import type { RelayHandler } from '../operation';
import { ok } from '../reply';

export const deleteUserPackage: RelayHandler<'deleteUserPackage'> = async (
  { params: { id }, language },
  { userPackages },
) => {
  const { unboundKeys } = await userPackages.remove(id);
  const message = language === 'zh' ? '用户套餐已删除' : 'The user’s package was deleted';
  return ok({ message, unbound_keys: unboundKeys });
};
