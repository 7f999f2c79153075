import type { RelayHandler } from '../operation';
import { ok } from '../reply';
import { concurrencyOf } from './concurrency';

export const forgetAccountConcurrency: RelayHandler<'forgetAccountConcurrency'> = async (
  { params: { id } },
  deps,
) => {
  await deps.accounts.get(id);
  await deps.accountPlaces.forget(id);
  return ok(await concurrencyOf(id, deps));
};
