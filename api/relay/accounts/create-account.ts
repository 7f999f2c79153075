import type { RelayHandler } from '../operation';
import { created } from '../reply';
import { accountDto } from './account-dto';
import { accountWish } from './account-wish';

export const createAccount: RelayHandler<'createAccount'> = async ({ body }, { accounts }) => {
  const { name, type } = body;
  return created(accountDto(await accounts.create({ ...accountWish(body), name, type })));
};
