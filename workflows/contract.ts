import { defineSearchAttributeKey } from '@temporalio/common';
import type { JobKind, JobRef } from '../domain/jobs/job';
import type { KINDS } from '../domain/jobs/kinds';
import type { MAIL_WORKFLOW } from '../domain/notifications/notification';
import type { PAYMENT_WORKFLOW } from '../domain/orders/order';
import type { REFUND_WORKFLOW } from '../domain/orders/refund';
import type { SANDBOX_WORKFLOW, SandboxRef } from '../domain/sandboxes/sandbox';
import type { PUBLISH_TOGETHER_WORKFLOW, PUBLISH_WORKFLOW } from '../domain/publishing/publication';

/** What starts, signals and watches workflows knows of them: names, ids, queues, messages. */

/** How an attempt of an activity fails that has not seen yet what it looks for: the next one looks on. */
export const NOT_YET = 'NOT_YET';

export interface OrderRef {
  readonly orderNo: string;
}

export interface RefundRef {
  readonly refundId: number;
}

export interface PublicationRef {
  readonly publicationId: number;
}

export interface PublicationsRef {
  readonly publicationIds: readonly number[];
}

/** A publication at one account. */
export interface TargetRef {
  readonly targetId: number;
}

export interface NotificationRef {
  readonly notificationId: string;
}

/** The workflows that the domain starts under the names it gives them, and their one argument. */
type StartedByTheDomain = Record<(typeof KINDS)[JobKind]['workflow'], JobRef> &
  Record<typeof PAYMENT_WORKFLOW, OrderRef> &
  Record<typeof REFUND_WORKFLOW, RefundRef> &
  Record<typeof PUBLISH_WORKFLOW, PublicationRef> &
  Record<typeof PUBLISH_TOGETHER_WORKFLOW, PublicationsRef> &
  Record<typeof MAIL_WORKFLOW, NotificationRef> &
  Record<typeof SANDBOX_WORKFLOW, SandboxRef>;

/** What runs on a Schedule, without an argument. */
export type ScheduledWorkflow =
  | 'sweepHolds'
  | 'auditLedger'
  | 'reconcilePayments'
  | 'sweepIdentity'
  | 'sweepCalls'
  | 'sweepTasks'
  | 'recoverChannels'
  | 'refreshAccounts'
  | 'sweepPublications'
  | 'renewPublishingAccounts'
  | 'tellMembers';

export type WorkflowName = keyof StartedByTheDomain | ScheduledWorkflow;

/** What `workflows/index.ts` has to export. */
export type Workflows = {
  readonly [W in WorkflowName]: (
    ...input: W extends keyof StartedByTheDomain ? [StartedByTheDomain[W]] : []
  ) => Promise<unknown>;
};

/** Workflows and light activities: short transactions, calls that wait on others. */
export const TASK_QUEUE = 'taskloom';
/** Activities that keep a processor busy: few at a time. */
export const RENDER_QUEUE = 'taskloom-render';

/** Asks any workflow what it is doing. */
export const DETAILS_QUERY = 'details';

/** The answer to DETAILS_QUERY. */
export interface WorkflowDetails {
  /** presentation, video, payment, publish, … */
  readonly kind: string;
  /** The job or order. */
  readonly id: string;
  readonly state: string;
  readonly step: string;
  /** 0–100. */
  readonly percent: number;
}

/** What operators filter by in the Temporal UI. */
export const SEARCH_ATTRIBUTES = {
  kind: defineSearchAttributeKey('TaskloomKind', 'KEYWORD'),
  owner: defineSearchAttributeKey('TaskloomOwner', 'KEYWORD'),
  surface: defineSearchAttributeKey('TaskloomSurface', 'KEYWORD'),
  state: defineSearchAttributeKey('TaskloomState', 'KEYWORD'),
} as const;
