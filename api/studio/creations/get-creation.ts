import { AppError } from '../../../domain/errors';
import { ok } from '../reply';
import type { StudioHandler } from '../operation';
import { creationDto } from './creation-dto';

export const getCreation: StudioHandler<'getCreation'> = async ({ params, user }, deps) => {
  const creation = await deps.creations.get(params.id, user.userId);
  if (!creation) throw new AppError('NOT_FOUND');
  return ok(await creationDto(creation, deps));
};
