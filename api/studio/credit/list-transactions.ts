import { creditsToNumber } from '../../../domain/credits';
import { userAccount } from '../../../domain/ledger/accounts';
import { pageDto, pageOf } from '../page';
import { ok } from '../reply';
import type { StudioHandler } from '../operation';
import { localTime } from '../time';

export const listTransactions: StudioHandler<'listTransactions'> = async ({ user, query }, { ledger }) => {
  const page = pageOf(query);
  const statement = await ledger.statement(userAccount(user.userId), page);
  return ok(
    pageDto(page, statement, (item) => ({
      id: item.id,
      type: item.type,
      amount: creditsToNumber(item.amount),
      balance_after: creditsToNumber(item.balanceAfter),
      description: item.description,
      created_at: localTime(item.createdAt),
    })),
  );
};
