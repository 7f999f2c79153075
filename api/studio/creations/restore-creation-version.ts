import { ok } from '../reply';
import type { StudioHandler } from '../operation';
import { creationDto } from './creation-dto';

export const restoreCreationVersion: StudioHandler<'restoreCreationVersion'> = async (
  { params, user },
  deps,
) => ok(await creationDto(await deps.creations.restore(params.id, user.userId, params.version), deps));
