import type { Credits } from '../credits';

export type ActivityType = 'credit_gift' | 'membership_discount' | 'referral_bonus' | 'first_purchase';

/** `draft` has not begun. Follows from the time, unless an operator paused or ended it. */
export type ActivityStatus = 'draft' | 'active' | 'paused' | 'ended';

/** What an activity gives. `credits` is a decimal text, so that nothing is lost in JSON. */
export interface ActivityConfig {
  /** `credit_gift`, `first_purchase`: to who takes part; `referral_bonus`: to the referrer, on top of the reward. */
  readonly credits?: string;
  /** `membership_discount`: percent off. */
  readonly discount?: number;
  /** `credit_gift`: when it is given; on taking part unless it says otherwise. */
  readonly trigger?: 'registration' | 'participation';
}

export interface Activity {
  readonly id: number;
  readonly name: string;
  readonly type: ActivityType;
  readonly description: string;
  readonly config: ActivityConfig;
  readonly status: ActivityStatus;
  readonly startsAt: Date;
  /** The last moment that it takes place in. */
  readonly endsAt: Date;
  readonly maxParticipants: number | null;
  readonly participants: number;
  readonly createdAt: Date;
}

export interface Participation {
  readonly id: number;
  readonly activityId: number;
  readonly userId: number;
  readonly reward: Credits;
  readonly createdAt: Date;
}
