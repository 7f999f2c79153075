import type { User } from '../../../domain/identity/user';
import type { GatewayDependencies } from '../dependencies';
import { groupDto } from '../groups/group-dto';
import { userFacts } from '../user/user-dto';

type Stores = Pick<GatewayDependencies, 'ledger' | 'externalIdentities' | 'groups' | 'userGroups'>;

/** Users as administrators see them, with balances and groups: read for all of them at once. */
export async function readUserViews(
  users: readonly User[],
  { ledger, externalIdentities, groups, userGroups }: Stores,
) {
  const ids = users.map(({ id }) => id);
  const [balances, subjects, memberships] = await Promise.all([
    ledger.spendable(ids),
    externalIdentities.subjectsOf('oidc', ids),
    userGroups.of(ids),
  ]);
  // After the memberships: a group with users in it is not deleted.
  const all = await groups.list();
  const everybodys = all.find(({ builtIn }) => builtIn);
  const known = new Map(all.map((group) => [group.id, groupDto(group)]));
  return users.map((user) => {
    const own = (memberships.get(user.id) ?? []).flatMap(({ groupId, expiresAt }) => {
      const group = known.get(groupId);
      return group ? [{ group_id: groupId, group, expires_at: expiresAt?.toISOString() ?? null }] : [];
    });
    const group = own[0]?.group ?? (everybodys && groupDto(everybodys));
    if (!group) throw new Error('The built-in group is missing.');
    return {
      ...userFacts(user, {
        available: balances.get(user.id) ?? 0n,
        oidcSubject: subjects.get(user.id) ?? null,
      }),
      group_id: group.id,
      group,
      groups: own,
    };
  });
}
