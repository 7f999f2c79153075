/** What a user may do: an administrator runs the platform. */
export type Role = 'user' | 'admin';
export type MembershipType = 'monthly' | 'quarterly' | 'yearly';

export interface User {
  readonly id: number;
  readonly uuid: string;
  readonly username: string;
  readonly email: string;
  readonly nickname: string | null;
  readonly role: Role;
  readonly status: 'active' | 'disabled';
  readonly referralCode: string;
  /** The last membership, whether or not it still runs. */
  readonly membership: { readonly type: MembershipType; readonly endsAt: Date } | null;
  readonly createdAt: Date;
}

/** The membership that runs at `now`, if any. */
export function membershipAt(user: Pick<User, 'membership'>, now: Date): User['membership'] {
  return user.membership && user.membership.endsAt > now ? user.membership : null;
}
