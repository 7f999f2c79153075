import { ok } from '../reply';
import type { AgentHandler } from '../operation';
import { expectStrongPassword } from './password-rule';

export const changePassword: AgentHandler<'changePassword'> = async ({ body, user, place }, deps) => {
  const { userId, sessionId } = user;
  expectStrongPassword(body.newPassword);
  await deps.passwords.change(userId, { next: body.newPassword, place, keep: sessionId });
  return ok(null, 'success.passwordChanged');
};
