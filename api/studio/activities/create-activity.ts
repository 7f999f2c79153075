import { ok } from '../reply';
import type { StudioHandler } from '../operation';
import { fromLocalTime } from '../time';
import { activityDto } from './activity-dto';

export const createActivity: StudioHandler<'createActivity'> = async ({ body }, { activities }) => {
  const made = await activities.create({
    name: body.name,
    type: body.type,
    description: body.description ?? '',
    config: body.config,
    startsAt: fromLocalTime('body.start_time', body.start_time),
    endsAt: fromLocalTime('body.end_time', body.end_time),
    maxParticipants: body.max_participants,
  });
  return ok(activityDto(made), 'activityCreated');
};
