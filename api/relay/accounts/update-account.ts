import type { RelayHandler } from '../operation';
import { ok } from '../reply';
import { accountDto } from './account-dto';
import { accountWish } from './account-wish';

export const updateAccount: RelayHandler<'updateAccount'> = async (
  { params: { id }, body },
  { accounts, accountTrials },
) => {
  const wish = accountWish(body, await accounts.get(id));
  const account = await accounts.update(id, wish);
  if (wish.apiKey || wish.tokens) accountTrials.forgive(id);
  return ok(accountDto(account));
};
