import { ok } from '../reply';
import type { StudioHandler } from '../operation';
import { participationDto } from './activity-dto';

export const participateInActivity: StudioHandler<'participateInActivity'> = async (
  { params, user },
  { activities },
) => ok(participationDto(await activities.participate(params.activity_id, user.userId)));
