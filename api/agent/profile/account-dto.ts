import { creditsToNumber } from '../../../domain/credits';
import { membershipAt, type User } from '../../../domain/identity/user';
import { userAccount } from '../../../domain/ledger/accounts';
import type { AgentDependencies } from '../dependencies';
import { beijingTime } from '../time';

type Deps = Pick<AgentDependencies, 'ledger' | 'clock'>;

/** A user with credits and plan, as the surface writes it. */
export async function accountDto(user: User, { ledger, clock }: Deps) {
  const account = userAccount(user.id);
  const [{ available }, spent] = await Promise.all([ledger.balance(account), ledger.spent(account)]);
  return {
    userId: user.uuid,
    username: user.email ?? user.username,
    nickname: user.nickname,
    email: user.email,
    phone: user.phone,
    avatarUrl: user.avatarUrl,
    credits: creditsToNumber(available),
    totalCreditsUsed: creditsToNumber(spent),
    subscription: subscriptionDto(user, clock.now()),
    status: user.status === 'active' ? (1 as const) : (0 as const),
    createdTime: beijingTime(user.createdAt),
  };
}

/** Every membership is the surface's plan `pro`; nobody's renews by itself. */
function subscriptionDto(user: User, now: Date) {
  const membership = membershipAt(user, now);
  return {
    planId: membership ? ('pro' as const) : ('free' as const),
    expiresAt: membership && beijingTime(membership.endsAt),
    billingCycle: membership?.type ?? null,
    autoRenew: false,
    isActive: membership !== null,
  };
}
