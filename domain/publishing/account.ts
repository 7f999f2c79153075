import type { PlatformName } from './platforms';

/** A user's account at a platform, as its owner may see it. */
export interface PlatformAccount {
  readonly id: number;
  readonly platform: PlatformName;
  readonly name: string;
  /** Why the platform does not take its credentials any more; null while it does. */
  readonly refusedBecause: string | null;
  readonly boundAt: Date;
}
