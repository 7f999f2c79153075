import type { GatewayDependencies } from '../dependencies';

/** The code if it is somebody's: one that nobody has is no reason to turn a newcomer away. */
export async function knownReferralCode(
  code: string | undefined,
  { users }: Pick<GatewayDependencies, 'users'>,
): Promise<string | undefined> {
  return code === undefined ? undefined : (await users.findByReferralCode(code))?.referralCode;
}
