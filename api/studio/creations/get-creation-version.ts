import { ok } from '../reply';
import type { StudioHandler } from '../operation';
import { localTime } from '../time';

export const getCreationVersion: StudioHandler<'getCreationVersion'> = async (
  { params, user },
  { creations },
) => {
  const { version, title, content, writtenAt } = await creations.version(
    params.id,
    user.userId,
    params.version,
  );
  return ok({ version, title, content, created_at: localTime(writtenAt) });
};
