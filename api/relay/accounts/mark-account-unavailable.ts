import type { RelayHandler } from '../operation';
import { ok } from '../reply';
import { accountDto } from './account-dto';

const USUAL_SECONDS = 300;

export const markAccountUnavailable: RelayHandler<'markAccountUnavailable'> = async (
  { params: { id }, body },
  { accounts, accountStanding },
) => {
  const { reason = '', ttl = USUAL_SECONDS } = body;
  await accountStanding.setUnavailable(id, { reason, seconds: ttl });
  return ok(accountDto(await accounts.get(id)));
};
