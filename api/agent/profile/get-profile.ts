import { accountOf } from '../../auth/account-of';
import { ok } from '../reply';
import type { AgentHandler } from '../operation';
import { accountDto } from './account-dto';

export const getProfile: AgentHandler<'getProfile'> = async ({ user }, deps) =>
  ok(await accountDto(await accountOf(user, deps), deps));
