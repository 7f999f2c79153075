import { isAppError } from '../../../domain/errors';
import { ok } from '../reply';
import type { AgentHandler, AgentRequest } from '../operation';
import type { AgentDependencies } from '../dependencies';
import { signIn } from './sign-in';

export const login: AgentHandler<'login'> = async (request, deps) => {
  const user = await authenticate(request, deps);
  return ok(await signIn(user, 'password', request, deps), 'success.login');
};

/** A failure is noted for the user whom it was meant for, with the same work where there is none. */
async function authenticate({ body, device }: AgentRequest<'login'>, deps: AgentDependencies) {
  try {
    return await deps.users.authenticate(body.email, body.password);
  } catch (error) {
    if (isAppError(error, 'BAD_CREDENTIALS')) {
      const meant = await deps.users.findByEmail(body.email);
      await deps.identityEvents.record({
        userId: meant?.id ?? null,
        action: 'sign_in_failed',
        surface: 'agent',
        device,
        detail: 'password',
      });
    }
    throw error;
  }
}
