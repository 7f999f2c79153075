import { AppError } from '../../../domain/errors';
import { ok } from '../reply';
import type { AgentHandler } from '../operation';
import { identityDtos } from './list-identities';

export const unlinkIdentity: AgentHandler<'unlinkIdentity'> = async ({ user, params, place }, deps) => {
  if (!(await deps.externalIdentities.unbind(params.provider, user, place))) throw new AppError('NOT_FOUND');
  return ok(await identityDtos(user, deps));
};
