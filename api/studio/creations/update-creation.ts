import { invalidField } from '../../../domain/errors';
import { ok } from '../reply';
import type { StudioHandler } from '../operation';
import { creationDto } from './creation-dto';

/** What an owner may keep with a creation, in bytes of JSON. */
const MOST_EXTRA_DATA = 64 * 1024;

export const updateCreation: StudioHandler<'updateCreation'> = async ({ params, body, user }, deps) => {
  const { title, content, extra_data: userData } = body;
  if (userData && Buffer.byteLength(JSON.stringify(userData)) > MOST_EXTRA_DATA) {
    throw invalidField('body.extra_data', { zh: '不能超过 64 KB', en: 'must not be larger than 64 KB' });
  }
  const edit = { title: title?.trim(), content, userData };
  return ok(await creationDto(await deps.creations.edit(params.id, user.userId, edit), deps));
};
