import { AppError } from '../../../domain/errors';
import { ok } from '../reply';
import type { StudioHandler } from '../operation';

export const deleteCreation: StudioHandler<'deleteCreation'> = async (
  { params, user, language },
  { creations },
) => {
  const removed = await creations.remove(params.id, user.userId);
  if (!removed) throw new AppError('NOT_FOUND');
  return ok({ message: language === 'zh' ? '删除成功' : 'Deleted' });
};
