import type { Principal } from './principal';

/**
 * What an operation may ask of its caller (`x-role`): to run the platform, or to have at least this standing in
 * the team that the session acts for.
 */
export const ROLES = ['admin', 'team:member', 'team:admin', 'team:owner'] as const;

const TEAM_RANKS = ['member', 'admin', 'owner'] as const;

/** Whether the caller has a role. One that is unknown nobody has. */
export function hasRole(user: Pick<Principal, 'role' | 'teamRole'> | undefined, role: string): boolean {
  if (!user) return false;
  if (role === 'admin') return user.role === 'admin';
  const needed = TEAM_RANKS.findIndex((rank) => role === `team:${rank}`);
  return needed >= 0 && user.teamRole !== null && TEAM_RANKS.indexOf(user.teamRole) >= needed;
}
