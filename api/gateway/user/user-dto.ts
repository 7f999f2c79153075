import { formatCredits, type Credits } from '../../../domain/credits';
import type { User } from '../../../domain/identity/user';
import { userAccount } from '../../../domain/ledger/accounts';
import type { GatewayDependencies } from '../dependencies';

/** A user as the surface shows them to themselves. */
export async function userDto(
  user: User,
  { ledger, externalIdentities }: Pick<GatewayDependencies, 'ledger' | 'externalIdentities'>,
) {
  const { available } = await ledger.balance(userAccount(user.id));
  const identities = await externalIdentities.of(user.id);
  const oidcSubject = identities.find(({ provider }) => provider === 'oidc')?.subject ?? null;
  return userFacts(user, { available, oidcSubject });
}

/** The row of a user, with what is kept elsewhere of them. */
export function userFacts(
  user: User,
  { available, oidcSubject }: { readonly available: Credits; readonly oidcSubject: string | null },
) {
  return {
    id: user.id,
    username: user.username,
    email: user.email,
    email_verified: user.emailVerifiedAt !== null,
    oidc_sub: oidcSubject,
    avatar_url: user.avatarUrl,
    balance: formatCredits(available),
    referral_code: user.referralCode,
    is_admin: user.role === 'admin',
    created_at: user.createdAt.toISOString(),
    updated_at: user.updatedAt.toISOString(),
  };
}
