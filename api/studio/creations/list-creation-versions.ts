import { pageDto, pageOf } from '../page';
import { ok } from '../reply';
import type { StudioHandler } from '../operation';
import { localTime } from '../time';

export const listCreationVersions: StudioHandler<'listCreationVersions'> = async (
  { params, query, user },
  { creations },
) => {
  const page = pageOf(query);
  const list = await creations.versions(params.id, user.userId, page);
  return ok(
    pageDto(page, list, ({ version, title, excerpt, characters, writtenAt }) => ({
      version,
      title,
      excerpt,
      characters,
      created_at: localTime(writtenAt),
    })),
  );
};
