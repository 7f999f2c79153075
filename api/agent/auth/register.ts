import { isAppError } from '../../../domain/errors';
import type { User } from '../../../domain/identity/user';
import { ok } from '../reply';
import type { AgentHandler, AgentRequest } from '../operation';
import type { AgentDependencies } from '../dependencies';
import { expectStrongPassword } from './password-rule';

/** Whether the address has an account is told only to who brings the code that was sent to it. */
export const register: AgentHandler<'register'> = async (request, deps) => {
  const { body, place, note } = request;
  expectStrongPassword(body.password);
  await deps.codes.redeem('login', body.email, body.code);
  const user = (await takenOver(request, deps)) ?? (await made(request, deps));
  note({ userId: user.id });
  await deps.identityEvents.record({ userId: user.id, action: 'registered', place });
  return ok({ userId: user.uuid, username: user.email ?? user.username }, 'success.register');
};

/** Of those who claim the address meanwhile, elsewhere and without a proof, it is taken over as well. */
async function made(request: AgentRequest<'register'>, deps: AgentDependencies): Promise<User> {
  const { email, password, nickname, avatarUrl } = request.body;
  try {
    return (await deps.users.register({ email, emailVerified: true, password, nickname, avatarUrl })).user;
  } catch (error) {
    const claimed = isAppError(error, 'ALREADY_EXISTS') ? await takenOver(request, deps) : undefined;
    if (!claimed) throw error;
    return claimed;
  }
}

/** The account of somebody who claimed the address and never proved it is its owner's now: see `Emails`. */
async function takenOver(
  { body, place }: AgentRequest<'register'>,
  deps: AgentDependencies,
): Promise<User | undefined> {
  const claimed = await deps.users.findByEmail(body.email);
  if (claimed?.status !== 'active' || claimed.emailVerifiedAt !== null) return undefined;
  await deps.emails.accept(claimed.id, body.email, place);
  await deps.passwords.change(claimed.id, { next: body.password, place });
  const { nickname, avatarUrl } = body;
  return (await deps.users.updateProfile(claimed.id, { nickname, avatarUrl })).user;
}
