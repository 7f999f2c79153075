import { pageDto, pageOf } from '../page';
import { ok } from '../reply';
import type { StudioHandler } from '../operation';
import { listedCreationDto } from './creation-dto';

export const listCreations: StudioHandler<'listCreations'> = async ({ user, query }, { creations }) => {
  const page = pageOf(query);
  const list = await creations.list({
    owner: user.userId,
    type: query?.type,
    toolType: query?.tool_type,
    search: query?.search,
    removed: query?.deleted,
    ...page,
  });
  return ok(pageDto(page, list, listedCreationDto));
};
