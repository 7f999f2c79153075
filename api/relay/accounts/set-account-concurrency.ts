import { limitOf } from '../../router/present';
import type { RelayHandler } from '../operation';
import { ok } from '../reply';
import { concurrencyOf } from './concurrency';

export const setAccountConcurrency: RelayHandler<'setAccountConcurrency'> = async (
  { params: { id }, body },
  deps,
) => {
  await deps.accountStanding.setLimit(id, limitOf(body.limit) ?? null);
  return ok(await concurrencyOf(id, deps));
};
