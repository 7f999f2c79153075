import { ok } from '../reply';
import type { AgentHandler } from '../operation';
import { expectStrongPassword } from './password-rule';

/** Whether the address has an account is told only to who brings the code that was sent to it. */
export const register: AgentHandler<'register'> = async ({ body, place, note }, deps) => {
  const { email, password, nickname, avatarUrl } = body;
  expectStrongPassword(password);
  await deps.codes.redeem('login', email, body.code);
  const { user } = await deps.users.register({ email, emailVerified: true, password, nickname, avatarUrl });
  note({ userId: user.id });
  await deps.identityEvents.record({ userId: user.id, action: 'registered', place });
  return ok({ userId: user.uuid, username: user.email ?? user.username }, 'success.register');
};
