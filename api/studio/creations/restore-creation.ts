import { ok } from '../reply';
import type { StudioHandler } from '../operation';
import { creationDto } from './creation-dto';

export const restoreCreation: StudioHandler<'restoreCreation'> = async ({ params, user }, deps) =>
  ok(await creationDto(await deps.creations.bringBack(params.id, user.userId), deps));
