import { parseScheduleTime } from '../../../domain/publishing/schedule-time';
import type { StudioHandler } from '../operation';
import { changedPublication } from './changed-publication';

export const reschedulePublication: StudioHandler<'reschedulePublication'> = async (
  { params, body, user },
  deps,
) => {
  const at = parseScheduleTime(body.schedule_time, deps.clock.now());
  return changedPublication(await deps.publications.reschedule(params.publish_id, user.userId, at), deps);
};
