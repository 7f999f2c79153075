import type { RelayHandler } from '../operation';
import { ok } from '../reply';
import { concurrencyOf } from './concurrency';

export const getAccountConcurrency: RelayHandler<'getAccountConcurrency'> = async (
  { params: { id } },
  deps,
) => ok(await concurrencyOf(id, deps));
