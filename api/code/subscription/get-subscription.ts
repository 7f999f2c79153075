import { creditsToNumber } from '../../../domain/credits';
import { userAccount } from '../../../domain/ledger/accounts';
import { PLANS } from '../../../domain/tasks/plans';
import type { CodeHandler } from '../operation';
import { ok } from '../reply';

export const getSubscription: CodeHandler<'getSubscription'> = async (
  { user },
  { ledger, planOf, taskBudget, hourPrice },
) => {
  const plan = planOf(user.userId);
  const { concurrent, mostWaiting, seconds } = PLANS[plan];
  const { available, held } = await ledger.balance(userAccount(user.userId));
  return ok({
    plan,
    auto_renew: false,
    concurrent_tasks: concurrent,
    waiting_tasks: mostWaiting,
    max_seconds: seconds,
    hour_price: creditsToNumber(hourPrice),
    task_budget: creditsToNumber(taskBudget),
    credits: { available: creditsToNumber(available), held: creditsToNumber(held) },
  });
};
