import { defineSearchAttributeKey } from '@temporalio/common';
import type { JobRef } from '../domain/jobs/job';

/** What starts, signals and watches workflows knows of them: names, ids, queues, messages. */

export interface OrderRef {
  readonly orderNo: string;
}

/** The one argument of each workflow, by its name. */
export interface WorkflowInputs {
  generatePresentation: JobRef;
  generateVideo: JobRef;
  processPayment: OrderRef;
  sweepHolds: undefined;
  auditLedger: undefined;
}

export type WorkflowName = keyof WorkflowInputs;

/** Workflows and light activities: short transactions, calls that wait on others. */
export const TASK_QUEUE = 'taskloom';
/** Activities that keep a processor busy: few at a time. */
export const RENDER_QUEUE = 'taskloom-render';

/** Tells a payment workflow that its order has been paid; repeating it is harmless. */
export const PAID_SIGNAL = 'paid';

/** Asks any workflow what it is doing. */
export const DETAILS_QUERY = 'details';

/** The answer to DETAILS_QUERY. */
export interface WorkflowDetails {
  /** presentation, video, payment, … */
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
