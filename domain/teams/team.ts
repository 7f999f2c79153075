/** A member's standing: the owner may do everything, an administrator manages members, a member works. */
export type TeamRole = 'owner' | 'admin' | 'member';

export interface Team {
  readonly id: number;
  readonly uuid: string;
  readonly name: string;
  readonly createdAt: Date;
}

export interface TeamMember {
  readonly userUuid: string;
  /** The nickname, or the user name of who has none. */
  readonly name: string;
  readonly role: TeamRole;
  readonly joinedAt: Date;
}

/** Somebody was asked to join, and has not answered. */
export interface TeamInvitation {
  /** A uuid. */
  readonly id: string;
  readonly email: string;
  readonly role: TeamRole;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

/**
 * Whether somebody who stands at `by` may give or take away the standing `role`: an owner any, an administrator
 * all but ownership.
 */
export function mayGrant(by: TeamRole | null, role: TeamRole): boolean {
  return by === 'owner' || (by === 'admin' && role !== 'owner');
}
