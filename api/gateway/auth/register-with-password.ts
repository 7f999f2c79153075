import type { GatewayHandler } from '../operation';
import { knownReferralCode } from './referral';
import { expectSetUp, signIn } from './sign-in';

export const registerWithPassword: GatewayHandler<'registerWithPassword'> = async (call, deps) => {
  const { username, email, password, email_code: code, referral_code } = call.body;
  await expectSetUp(deps);
  // A name that is taken ends the registration below; it should not cost the code as well.
  const isProven = code !== undefined && !(await deps.users.findByUsername(username));
  if (isProven) await deps.codes.redeem('register', email, code);
  const { user } = await deps.users.register({
    username,
    email,
    emailVerified: isProven,
    password,
    referralCode: await knownReferralCode(referral_code, deps),
  });
  await deps.identityEvents.record({
    userId: user.id,
    action: 'registered',
    place: call.place,
  });
  return signIn(user, 'registration', call, deps);
};
