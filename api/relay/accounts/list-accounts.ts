import type { RelayHandler } from '../operation';
import { pageDto, pageOf } from '../page';
import { ok } from '../reply';
import { accountDto } from './account-dto';

export const listAccounts: RelayHandler<'listAccounts'> = async ({ query }, { accounts }) => {
  const { platform, status } = query ?? {};
  const page = pageOf(query);
  return ok(pageDto(await accounts.page({ platform, status }, page), page, accountDto));
};
