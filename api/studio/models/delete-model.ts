import { ok } from '../reply';
import type { StudioHandler } from '../operation';

export const deleteModel: StudioHandler<'deleteModel'> = async ({ params, language }, { models }) => {
  await models.remove(params.id);
  return ok({ message: language === 'zh' ? '删除成功' : 'Deleted' });
};
