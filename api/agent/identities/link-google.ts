import { cameBack } from '../auth/google-state';
import { ok } from '../reply';
import type { AgentHandler } from '../operation';
import { identityDtos } from './list-identities';

export const linkGoogle: AgentHandler<'linkGoogle'> = async ({ user, body, place }, deps) => {
  const { subject } = await cameBack(body, { linkTo: user.userId }, deps);
  await deps.externalIdentities.bind('google', subject, user, place);
  return ok(await identityDtos(user, deps));
};
