import { creditsToNumber } from '../../../domain/credits';
import { userAccount } from '../../../domain/ledger/accounts';
import { dayRange } from '../days';
import { pageDto, pageOf } from '../page';
import { ok } from '../reply';
import type { StudioHandler } from '../operation';
import { localTime } from '../time';

export const listTransactions: StudioHandler<'listTransactions'> = async ({ user, query }, { ledger }) => {
  const page = pageOf(query);
  const filter = { kind: query?.type, ...dayRange(query) };
  const account = userAccount(user.userId);
  const statement = await ledger.statement(account, page, filter);
  const { received, given } = statement.turnover;
  return ok({
    ...pageDto(page, statement, (item) => ({
      id: item.id,
      type: item.type,
      amount: creditsToNumber(item.amount),
      balance_after: creditsToNumber(item.balanceAfter),
      description: item.description,
      created_at: localTime(item.createdAt),
    })),
    total_received: creditsToNumber(received),
    total_spent: creditsToNumber(given),
  });
};
