/** What a user may do: an administrator runs the platform. */
export type Role = 'user' | 'admin';
export type MembershipType = 'monthly' | 'quarterly' | 'yearly';

export interface User {
  readonly id: number;
  readonly uuid: string;
  readonly username: string;
  /** In lower case. Null for who signs in by phone or at a provider that told none. */
  readonly email: string | null;
  /** When the address was proven to be the user's; null while it is only what the user said. */
  readonly emailVerifiedAt: Date | null;
  /** A number of mainland China, like 13800138000; proven. */
  readonly phone: string | null;
  readonly nickname: string | null;
  readonly avatarUrl: string | null;
  /** When the user went through the first steps. */
  readonly onboardedAt: Date | null;
  /** Whether the user can sign in with one. */
  readonly hasPassword: boolean;
  /** Counts how often a way in was taken away or changed. */
  readonly credentialVersion: number;
  readonly role: Role;
  readonly status: 'active' | 'disabled';
  readonly referralCode: string;
  /** The last membership, whether or not it still runs. */
  readonly membership: { readonly type: MembershipType; readonly endsAt: Date } | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** The membership that runs at `now`, if any. */
export function membershipAt(user: Pick<User, 'membership'>, now: Date): User['membership'] {
  return user.membership && user.membership.endsAt > now ? user.membership : null;
}
