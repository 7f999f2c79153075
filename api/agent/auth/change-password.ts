import { ok } from '../reply';
import type { AgentHandler } from '../operation';
import { expectStrongPassword } from './password-rule';

/** Whoever knew the old password may be signed in elsewhere, and is not from now on. */
export const changePassword: AgentHandler<'changePassword'> = async ({ body, user, device }, deps) => {
  const { userId, sessionId } = user;
  expectStrongPassword(body.newPassword);
  await deps.users.changePassword(userId, { next: body.newPassword });
  await deps.sessions.endAll(userId, 'password_changed', sessionId);
  await deps.identityEvents.record({ userId, action: 'password_changed', surface: 'agent', device });
  return ok(null, 'success.passwordChanged');
};
