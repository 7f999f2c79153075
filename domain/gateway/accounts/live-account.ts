import type { AuthType } from './account-types';

/** What a call needs to know of an account besides its channel. */
export interface LiveAccount {
  readonly authType: AuthType;
  /** Which of its credentials the channel has. */
  readonly credentialsVersion: number;
  /** When its access token ends, which is the channel's key; null for what has no end. */
  readonly accessExpiresAt: Date | null;
  /** Until when it is not asked; null: now. */
  readonly restsUntil: Date | null;
  /** From when on it serves nobody. */
  readonly expiresAt: Date | null;
  /** Counts how often its conversations were let go: they come back to it only within the same. */
  readonly affinityEpoch: number;
}

/** Whether a call may go to it now, as far as the configuration tells. */
export function isOpen({ restsUntil, expiresAt }: LiveAccount, now: Date): boolean {
  return (restsUntil === null || restsUntil <= now) && (expiresAt === null || expiresAt > now);
}

/** An access token that ends so soon may end on its way. */
const MARGIN_MS = 60_000;

/** Whether an access token does for a call that begins now. One of which no end is known does. */
export function isUsable(accessExpiresAt: Date | null, now: Date): boolean {
  return accessExpiresAt === null || accessExpiresAt.getTime() > now.getTime() + MARGIN_MS;
}
