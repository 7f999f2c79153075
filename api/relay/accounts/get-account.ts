import type { RelayHandler } from '../operation';
import { ok } from '../reply';
import { accountDto } from './account-dto';

export const getAccount: RelayHandler<'getAccount'> = async ({ params: { id } }, { accounts }) =>
  ok(accountDto(await accounts.get(id)));
