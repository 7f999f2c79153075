import type { StudioHandler } from '../operation';
import { changedPublication } from './changed-publication';

export const cancelPublication: StudioHandler<'cancelPublication'> = async ({ params, user }, deps) =>
  changedPublication(await deps.publications.cancel(params.publish_id, user.userId), deps);
