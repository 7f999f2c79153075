import { ok } from '../reply';
import type { AgentHandler } from '../operation';
import { accountDto } from './account-dto';
import { currentUser } from './current-user';

export const getProfile: AgentHandler<'getProfile'> = async ({ user }, deps) =>
  ok(await accountDto(await currentUser(user, deps), deps));
