import { creditsToNumber } from '../../../domain/credits';
import type { User } from '../../../domain/identity/user';
import { userAccount } from '../../../domain/ledger/accounts';
import type { RelayDependencies } from '../dependencies';

/** What every user has: the full price, and so many requests at the same time. */
const PRICE_RATE = 1;
const MAX_CONCURRENCY = 10;

/** A user as the surface writes them. */
export async function userDto(user: User, { ledger }: Pick<RelayDependencies, 'ledger'>) {
  const { available } = await ledger.balance(userAccount(user.id));
  return {
    id: user.id,
    username: user.username,
    email: user.email,
    role: user.role,
    status: user.status,
    balance: creditsToNumber(available),
    price_rate: PRICE_RATE,
    max_concurrency: MAX_CONCURRENCY,
    created_at: user.createdAt.toISOString(),
    updated_at: user.updatedAt.toISOString(),
  };
}
