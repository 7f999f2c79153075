import { creditsToNumber } from '../../../domain/credits';
import { membershipAt, type User } from '../../../domain/identity/user';
import { userAccount } from '../../../domain/ledger/accounts';
import type { StudioDependencies } from '../dependencies';
import { localTimeOrNull } from '../time';

/** The membership that runs now, as the surface writes it. */
export function membershipDto(user: User, now: Date) {
  const membership = membershipAt(user, now);
  return {
    is_member: membership !== null,
    membership_type: membership?.type ?? null,
    membership_end_date: localTimeOrNull(membership?.endsAt ?? null),
  };
}

/** What a user can spend now: without what is reserved for running jobs. */
export async function spendable(userId: number, { ledger }: Pick<StudioDependencies, 'ledger'>) {
  const { available } = await ledger.balance(userAccount(userId));
  return creditsToNumber(available);
}
