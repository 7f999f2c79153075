import type { Principal } from '../../auth/principal';
import type { AgentDependencies } from '../dependencies';
import { ok } from '../reply';
import type { AgentHandler } from '../operation';
import { beijingTime } from '../time';

export const listIdentities: AgentHandler<'listIdentities'> = async ({ user }, deps) =>
  ok(await identityDtos(user, deps));

/** The accounts elsewhere that sign in to the caller's. */
export async function identityDtos(
  { userId }: Principal,
  { externalIdentities }: Pick<AgentDependencies, 'externalIdentities'>,
) {
  const linked = await externalIdentities.of(userId);
  return linked.map(({ provider, createdAt }) => ({ provider, createdTime: beijingTime(createdAt) }));
}
