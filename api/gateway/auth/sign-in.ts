import { AppError } from '../../../domain/errors';
import type { SignInMethod } from '../../../domain/identity/sessions';
import type { User } from '../../../domain/identity/user';
import { LIFETIMES } from '../../auth/schemes';
import type { Call } from '../../router/call';
import type { GatewayDependencies } from '../dependencies';
import { userDto } from '../user/user-dto';

/** AppError SETUP_REQUIRED while there is no administrator: until then nobody signs in. */
export async function expectSetUp({ setup }: Pick<GatewayDependencies, 'setup'>): Promise<void> {
  if (await setup.isRequired()) throw new AppError('SETUP_REQUIRED');
}

/** Begins a session for a user who has proven who they are. AppError ACCOUNT_DISABLED for one who was shut out. */
export async function beginSession(
  user: User,
  method: SignInMethod,
  { place, note }: Pick<Call, 'place' | 'note'>,
  { signIns, tokens }: GatewayDependencies,
): Promise<string> {
  note({ userId: user.id });
  const seconds = LIFETIMES.gateway.access;
  const session = await signIns.begin(user, { method, place, lifetimeSeconds: seconds });
  return tokens.issue(
    'access',
    { userId: user.id, sessionId: session.id, generation: session.generation },
    { surface: 'gateway', seconds, claims: { id: user.id, is_admin: user.role === 'admin' } },
  );
}

/** The token and the user, which every sign-in but the redirected one answers. */
export async function signIn(
  user: User,
  method: SignInMethod,
  call: Pick<Call, 'place' | 'note'>,
  dependencies: GatewayDependencies,
) {
  const token = await beginSession(user, method, call, dependencies);
  return { token, user: await userDto(user, dependencies) };
}
