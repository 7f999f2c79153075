import type { ErrorCode } from '../error-catalogue';
import type { JobKind } from '../jobs/job';
import type { PlatformName } from '../publishing/platforms';

interface JobFacts {
  readonly jobId: string;
  readonly kind: JobKind;
  /** The creation that the job was to make. */
  readonly creationId: number | null;
  readonly title: string;
}

interface PublicationFacts {
  readonly publishId: number;
  readonly title: string;
}

/** A publication at one account. */
interface RecordFacts extends PublicationFacts {
  readonly recordId: number;
  readonly platform: PlatformName;
}

interface OrderFacts {
  readonly orderNo: string;
  /** What is bought, such as 充值10元. */
  readonly title: string;
  readonly amountFen: number;
}

interface MembershipFacts {
  /** ISO 8601. */
  readonly endsAt: string;
}

/** What is known of each type of news; small, and without anybody's secrets. */
export interface NotificationFacts {
  job_succeeded: JobFacts;
  job_failed: JobFacts & { readonly reason: ErrorCode };
  /** `isKept`: as far as it was made it is in the history, and was charged. */
  job_cancelled: JobFacts & { readonly isKept?: boolean };

  /** `scheduledAt` as ISO 8601; null for one that begins at once. */
  publish_pending: PublicationFacts & { readonly scheduledAt: string | null };
  publish_rescheduled: PublicationFacts & { readonly scheduledAt: string };
  publish_started: PublicationFacts;
  /** By its owner. */
  publish_cancelled: PublicationFacts;
  /** By an operator, who ended its workflow. */
  publish_abandoned: PublicationFacts;
  /** The platform gave no answer that can be used, and is being asked. */
  publish_checking: RecordFacts;
  publish_succeeded: RecordFacts & { readonly url: string | null };
  publish_failed: RecordFacts & { readonly reason: ErrorCode; readonly message: string };
  /** It waits for its owner to publish it by hand. */
  publish_handed_off: RecordFacts;
  /** Whether the platform has it is not known, and its owner is to say. */
  publish_unknown: RecordFacts;
  /** Its owner has said what became of it. */
  publish_confirmed: RecordFacts & { readonly published: boolean };

  order_pending: OrderFacts;
  order_paid: OrderFacts;
  /** By its owner. */
  order_cancelled: OrderFacts;
  /** Nobody paid in time. */
  order_expired: OrderFacts;
  order_refunded: OrderFacts;

  membership_ending: MembershipFacts;
  membership_ended: MembershipFacts;

  coupon_received: { readonly couponId: number; readonly name: string; readonly validUntil: string };
  /** Credits, as a decimal, from an activity or for a friend who paid. */
  reward_received: {
    readonly credits: string;
    readonly activityId: number | null;
    readonly name: string;
  };
}

export type NotificationType = keyof NotificationFacts;

/** News as who causes it knows it. `subject`: what it is about, as each type tells of it once. */
export type News = {
  readonly [T in NotificationType]: {
    readonly ownerId: number;
    readonly type: T;
    readonly subject: string;
    readonly facts: NotificationFacts[T];
  };
}[NotificationType];

/** One line of an owner's feed. */
export type Notification = News & {
  /** A uuid. */
  readonly id: string;
  /** Its number among its owner's: from 1, committed in order; there may be numbers that nothing has. */
  readonly seq: number;
  /** Whether it is for reading, and in the list; else it only says on the feed that something moved. */
  readonly listed: boolean;
  readonly createdAt: Date;
  readonly readAt: Date | null;
};

/** The types that come by mail for who asks. */
export const MAIL_TYPES = [
  'job_succeeded',
  'job_failed',
  'job_cancelled',
  'publish_succeeded',
  'publish_failed',
  'publish_handed_off',
  'publish_unknown',
  'publish_abandoned',
  'order_paid',
  'order_cancelled',
  'order_expired',
  'order_refunded',
  'coupon_received',
  'reward_received',
] as const satisfies readonly NotificationType[];

export type MailType = (typeof MAIL_TYPES)[number];

/** What is for reading: how a thing ended, and what its owner is to do. The last two come by mail in any case. */
const LISTED_TYPES = [...MAIL_TYPES, 'membership_ending', 'membership_ended'] as const;

export type ListedType = (typeof LISTED_TYPES)[number];

/** Whether it is in the list, and not on the feed alone. */
export function isListed(type: NotificationType): type is ListedType {
  return (LISTED_TYPES as readonly string[]).includes(type);
}

/** The workflow that mails a notification, and its id. */
export const MAIL_WORKFLOW = 'mailNotification';

export function mailWorkflowId(notificationId: string): string {
  return `mail-notification/${notificationId}`;
}

/** Tells every process that an owner has news: to be called after the commit. Never throws. */
export type TellOwner = (ownerId: number) => void;
