import type { ErrorCode } from '../error-catalogue';
import type { PlatformName, PostKind } from './platforms';

/** `waiting` for its time, then `publishing`, then `ended` at every target; or `cancelled` while it waited. */
export type PublicationState = 'waiting' | 'publishing' | 'ended' | 'cancelled';

/**
 * What becomes of a publication at one account. `submitting` is written before the platform is asked to publish; who
 * finds it there later does not know whether that was done, which makes it `unknown` until a look-up tells.
 * `handed_off`: its user has everything to publish it by hand, and has not said what came of it.
 */
export type TargetState =
  | 'waiting'
  | 'preparing'
  | 'prepared'
  | 'submitting'
  | 'unknown'
  | 'submitted'
  | 'handed_off'
  | 'published'
  | 'failed'
  | 'cancelled';

const ENDS: readonly TargetState[] = ['published', 'failed', 'cancelled'];

/** Whether nothing more becomes of it: what was handed off, or is unknown, is not over. */
export function isOver(state: TargetState): boolean {
  return ENDS.includes(state);
}

/** Why a target failed, as a code of the catalogue. */
export type FailureReason = Extract<ErrorCode, 'PLATFORM_NOT_BOUND' | 'PUBLISH_FAILED' | 'CONTENT_REFUSED'>;

export interface Publication {
  readonly id: number;
  readonly ownerId: number;
  readonly creationId: number;
  readonly title: string;
  readonly contentType: PostKind;
  readonly state: PublicationState;
  /** How many workflows of its own were started for it: none while it waits for its time, or a batch works on it. */
  readonly run: number;
  /** The workflow that works on it together with others; null before and after that. */
  readonly batchId: string | null;
  /** Null for one that was to be published at once. */
  readonly scheduledAt: Date | null;
  readonly dueAt: Date;
  readonly createdAt: Date;
}

/** A publication's record at one account. */
export interface Target {
  readonly id: number;
  readonly publicationId: number;
  readonly ownerId: number;
  readonly creationId: number;
  readonly accountId: number;
  readonly accountName: string;
  readonly platform: PlatformName;
  readonly contentType: PostKind;
  readonly title: string;
  readonly state: TargetState;
  readonly references: Readonly<Record<string, string>>;
  readonly postId: string | null;
  readonly postUrl: string | null;
  readonly reason: FailureReason | null;
  readonly message: string | null;
  readonly scheduledAt: Date | null;
  readonly submittedAt: Date | null;
  /** Until when whoever is asking the platform to publish has it, unless that is put off again. */
  readonly heldUntil: Date | null;
  readonly publishedAt: Date | null;
  readonly createdAt: Date;
}

/** Runs one publication. */
export const PUBLISH_WORKFLOW = 'publish';
/** Runs many that are due at one time. */
export const PUBLISH_TOGETHER_WORKFLOW = 'publishTogether';
/** The signal that has a publication's workflow read its row again. */
export const PUBLICATION_CHANGED_SIGNAL = 'publicationChanged';
/** The signal that tells it that a platform has news of it: worth asking now. */
export const PLATFORM_NEWS_SIGNAL = 'platformNews';

/** A publication is handed to a batch once, so that its id names no other. */
export function batchWorkflowId([first]: readonly number[]): string {
  return `publish-together/${first}`;
}

/** Who works on a publication: another has taken it over when this has changed. */
export type Runner = Pick<Publication, 'id' | 'run' | 'batchId'>;

/** The batch that works on it, or else its own workflow. */
export function runnerWorkflowId(runner: Runner): string {
  return runner.batchId ?? publishWorkflowId(runner);
}

/** Its own workflow: another id for each time that one was started for it. */
export function publishWorkflowId({ id, run }: Pick<Publication, 'id' | 'run'>): string {
  return run <= 1 ? `publish/${id}` : `publish/${id}/${run}`;
}
