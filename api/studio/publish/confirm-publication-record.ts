import { ok } from '../reply';
import type { StudioHandler } from '../operation';
import { recordDto } from './publication-dto';

export const confirmPublicationRecord: StudioHandler<'confirmPublicationRecord'> = async (
  { params, body, user },
  deps,
) => {
  const target = await deps.publicationTargets.confirm(params.id, user.userId, body);
  return ok(recordDto(target, deps));
};
