import { AppError } from '../../../domain/errors';
import { ok } from '../reply';
import type { StudioHandler } from '../operation';
import { publicationDto } from './publication-dto';

export const getPublication: StudioHandler<'getPublication'> = async ({ params, user }, deps) => {
  const found = await deps.publications.get(params.publish_id, user.userId);
  if (!found) throw new AppError('NOT_FOUND');
  return ok(publicationDto(found.publication, found.targets, deps));
};
