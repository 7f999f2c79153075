import type { RelayDependencies } from '../dependencies';

/** The calls that an account serves now, and how many it may. AppError NOT_FOUND. */
export async function concurrencyOf(
  id: number,
  { accounts, accountPlaces }: Pick<RelayDependencies, 'accounts' | 'accountPlaces'>,
): Promise<{ current: number; limit: number | null }> {
  const { maxConcurrency: limit } = await accounts.get(id);
  return { current: await accountPlaces.taken(id), limit };
}
