import { pageDto, pageOf } from '../page';
import { ok } from '../reply';
import type { StudioHandler } from '../operation';
import { activityDto } from './activity-dto';

export const listActivities: StudioHandler<'listActivities'> = async ({ query }, { activities }) => {
  const page = pageOf(query);
  return ok(pageDto(page, await activities.list({ status: query?.status, ...page }), activityDto));
};
