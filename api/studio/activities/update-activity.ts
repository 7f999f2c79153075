import { ok } from '../reply';
import type { StudioHandler } from '../operation';
import { fromLocalTime } from '../time';
import { activityDto } from './activity-dto';

export const updateActivity: StudioHandler<'updateActivity'> = async ({ params, body }, { activities }) => {
  const { name, description, status, end_time: end } = body;
  const endsAt = end === undefined ? undefined : fromLocalTime('body.end_time', end);
  return ok(activityDto(await activities.update(params.activity_id, { name, description, status, endsAt })));
};
