import { ok } from '../reply';
import type { AgentHandler } from '../operation';
import { issueGoogleState } from './google-state';

export const getGoogleState: AgentHandler<'getGoogleState'> = async (_request, deps) =>
  ok({ state: await issueGoogleState({}, deps) });
