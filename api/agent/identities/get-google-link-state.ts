import { issueGoogleState } from '../auth/google-state';
import { ok } from '../reply';
import type { AgentHandler } from '../operation';

export const getGoogleLinkState: AgentHandler<'getGoogleLinkState'> = async ({ user }, deps) =>
  ok({ state: await issueGoogleState({ linkTo: user.userId }, deps) });
