import { ok } from '../reply';
import type { AgentHandler } from '../operation';
import { GOOGLE_STATE, GOOGLE_STATE_SECONDS } from './google-state';

export const getGoogleState: AgentHandler<'getGoogleState'> = async (_request, { oneTimeTokens }) =>
  ok({ state: await oneTimeTokens.issue(GOOGLE_STATE, {}, GOOGLE_STATE_SECONDS) });
