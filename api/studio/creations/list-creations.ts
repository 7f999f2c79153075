import { pageDto, pageOf } from '../page';
import { ok } from '../reply';
import type { StudioHandler } from '../operation';
import { localTime } from '../time';

export const listCreations: StudioHandler<'listCreations'> = async ({ user, query }, { creations }) => {
  const page = pageOf(query);
  const list = await creations.list({
    owner: user.userId,
    type: query?.type,
    toolType: query?.tool_type,
    search: query?.search,
    ...page,
  });
  return ok(
    pageDto(page, list, (creation) => ({
      id: creation.id,
      type: creation.type,
      tool_type: creation.toolType,
      title: creation.title,
      content: creation.content,
      created_at: localTime(creation.createdAt),
    })),
  );
};
