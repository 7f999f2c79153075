import type { RelayHandler } from '../operation';
import { ok } from '../reply';

export const deleteUserPackage: RelayHandler<'deleteUserPackage'> = async (
  { params: { id }, language },
  { userPackages },
) => {
  const { unboundKeys } = await userPackages.remove(id);
  const message =
    language === 'zh'
      ? '用户套餐已删除；绑定它的密钥在改绑前不可用'
      : 'The user’s package was deleted; keys that were bound to it let nothing in until they are bound anew';
  return ok({ message, unbound_keys: unboundKeys });
};
