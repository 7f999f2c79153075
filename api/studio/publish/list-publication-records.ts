import { pageDto, pageOf } from '../page';
import { ok } from '../reply';
import type { StudioHandler } from '../operation';
import { recordDto } from './publication-dto';
import { filterOf } from './record-status';

export const listPublicationRecords: StudioHandler<'listPublicationRecords'> = async (
  { user, query },
  deps,
) => {
  const page = pageOf(query);
  const list = await deps.publications.history({
    owner: user.userId,
    platform: query?.platform,
    ...(query?.status && filterOf(query.status)),
    ...page,
  });
  return ok(pageDto(page, list, (target) => recordDto(target, deps)));
};
