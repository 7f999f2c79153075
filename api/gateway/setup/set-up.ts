import { signIn } from '../auth/sign-in';
import type { GatewayHandler } from '../operation';

export const setUp: GatewayHandler<'setUp'> = async (call, deps) => {
  const { site_name: siteName, username, email, password } = call.body;
  const user = await deps.setup.firstAdministrator({ username, email, password }, siteName);
  await deps.identityEvents.record({
    userId: user.id,
    action: 'registered',
    place: call.place,
    detail: 'setup',
  });
  return signIn(user, 'registration', call, deps);
};
