import type { Credits } from '../credits';
import type { ErrorCode } from '../error-catalogue';
import type { WritingOrder } from '../writing/writing-order';

/** What each kind of job is asked to make. */
export interface JobInputs {
  /** In pixels. */
  image: { readonly prompt: string; readonly width: number; readonly height: number };
  presentation: { readonly topic: string; readonly outline: readonly string[] };
  /** `duration` in seconds. */
  video: { readonly script: string; readonly duration: number };
  writing: WritingOrder;
  /** A turn of a task, whose rows say the rest. */
  task: { readonly taskId: string; readonly turn: number };
}

export type JobKind = keyof JobInputs;

/** A job only advances: queued → running → one of the last three, which are final. */
export type JobState = 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled';

export interface JobOf<K extends JobKind> {
  /** A uuid. */
  readonly id: string;
  readonly ownerId: number;
  readonly kind: K;
  /** The surface it was ordered through. */
  readonly surface: string;
  readonly state: JobState;
  /** Why it failed; null unless it did. */
  readonly reason: ErrorCode | null;
  readonly input: JobInputs[K];
  readonly modelId: number | null;
  /** What was reserved for it when it was accepted. */
  readonly quote: Credits;
  /**
   * What was charged for it: 0 until it succeeds, or is cancelled after its owner has read of it. A turn of a task is charged
   * for what it used however it ends, unless the platform failed it.
   */
  readonly charged: Credits;
  readonly priceVersion: number;
  /** Percent, 0–100. */
  readonly progress: number;
  /** The number of its newest event. */
  readonly lastSeq: number;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
}

export type Job = { [K in JobKind]: JobOf<K> }[JobKind];

/** How a job ends that does not succeed. */
export type JobEnding =
  { readonly state: 'cancelled' } | { readonly state: 'failed'; readonly reason: ErrorCode };

/** All that workflows and activities are told of a job. */
export interface JobRef {
  readonly jobId: string;
}

export type JobEventType = 'queued' | 'started' | 'progress' | 'succeeded' | 'failed' | 'cancelled';

/** One line of a job's log. Numbers start at 1 and have no gaps. */
export interface JobEvent {
  readonly jobId: string;
  readonly seq: number;
  readonly type: JobEventType;
  readonly data: Readonly<Record<string, unknown>>;
  readonly createdAt: Date;
}

/** What is told to other processes after a commit: where to look, not what to believe. */
export interface JobChange {
  readonly jobId: string;
  readonly ownerId: number;
  readonly kind: JobKind;
  readonly seq: number;
  readonly type: JobEventType;
}

export type Announce = (change: JobChange) => void;

const ENDS: readonly string[] = ['succeeded', 'failed', 'cancelled'] satisfies JobState[];

/** Whether a state, or an event that leads to it, is final. */
export function isEnd(state: JobState | JobEventType): boolean {
  return ENDS.includes(state);
}

/** The job's hold on the ledger. */
export function holdKey(jobId: string): string {
  return `job/${jobId}`;
}

/** A further hold of a job that may use more than it was accepted for; `number` from 1. */
export function furtherHoldKey(jobId: string, number: number): string {
  return `${holdKey(jobId)}/more/${number}`;
}

/** The job whose hold this is; undefined for a hold that no job took. */
export function jobOfHold(key: string): string | undefined {
  return /^job\/([0-9a-f-]{36})(?:\/more\/\d+)?$/.exec(key)?.[1];
}
