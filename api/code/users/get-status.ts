import { ERROR_CATALOGUE } from '../../../domain/error-catalogue';
import { codeOf } from '../dialect';
import type { CodeHandler } from '../operation';
import { ok, Reply } from '../reply';
import { userDto } from './user-dto';

export const getStatus: CodeHandler<'getStatus'> = async ({ user: caller }, { users }) => {
  const user = caller && (await users.find(caller.userId));
  if (user) return ok(userDto(user));
  return new Reply(codeOf(ERROR_CATALOGUE.UNAUTHENTICATED.status), null, 'signedOut');
};
