import { formatCredits } from '../../../domain/credits';
import { userAccount } from '../../../domain/ledger/accounts';
import type { GatewayDependencies } from '../dependencies';
import type { GatewayHandler } from '../operation';
import { beginningOfDay, minuteAgo } from './times';

export const getOwnStats: GatewayHandler<'getOwnStats'> = async ({ user: { userId } }, deps) => {
  const { ledger, totals, callLog, clock } = deps;
  const [{ available }, all, byPackages, today, minute, group] = await Promise.all([
    ledger.balance(userAccount(userId)),
    totals.ofUser(userId),
    totals.paidByPackages(userId),
    callLog.figures({ userId, from: beginningOfDay(clock) }),
    callLog.figures({ userId, from: minuteAgo(clock) }),
    groupOf(userId, deps),
  ]);
  return {
    balance: formatCredits(available),
    group,
    total_requests: all.requests,
    today_requests: today.requests,
    total_cost: formatCredits(all.cost),
    balance_cost: formatCredits(all.cost - byPackages),
    package_cost: formatCredits(byPackages),
    rpm: minute.requests,
    tpm: minute.tokens,
  };
};

async function groupOf(
  userId: number,
  { catalog, userGroups }: Pick<GatewayDependencies, 'catalog' | 'userGroups'>,
): Promise<string> {
  const { groups, defaultGroup } = await catalog.snapshot();
  const [first] = (await userGroups.of([userId])).get(userId) ?? [];
  return (first && groups.get(first.groupId)?.name) ?? defaultGroup?.name ?? '';
}
