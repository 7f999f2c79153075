import type { ErrorCode } from '../error-catalogue';
import { workflowIdOf } from '../jobs/kinds';
import type { SignalEffect } from '../outbox';

/**
 * `waiting` for a host's slot; `creating`; `ready` for work, or at it; `stopping`; `gone`, as seen; `failed`: it was
 * never there.
 */
export type SandboxState = 'waiting' | 'creating' | 'ready' | 'stopping' | 'gone' | 'failed';

/** What a sandbox may use. */
export interface SandboxSize {
  /** Processors, also in parts: 0.5. */
  readonly cpus: number;
  readonly memoryBytes: number;
  /** Of the workspace and the home folder together. */
  readonly diskBytes: number;
  /** Processes and threads, with those of the guest program (about ten). */
  readonly processes: number;
}

/** The size alone, of what has more to say. */
export function sizeOf({ cpus, memoryBytes, diskBytes, processes }: SandboxSize): SandboxSize {
  return { cpus, memoryBytes, diskBytes, processes };
}

/** A machine of a user's own for as long as it is needed: its row, which decides. */
export interface SandboxRow extends SandboxSize {
  /** A uuid. */
  readonly id: string;
  readonly ownerId: number;
  readonly image: string;
  /** What makes it, and where; null until it has its place. */
  readonly driver: string | null;
  readonly host: string | null;
  readonly state: SandboxState;
  /** Why it failed, or was lost. */
  readonly reason: ErrorCode | null;
  /** The turn that works in it. */
  readonly jobId: string | null;
  /** Since when no agent works in it; null while one does. */
  readonly idleSince: Date | null;
  /** When it ends in any case. */
  readonly expiresAt: Date;
  /** Until when it stays though nobody works in it, as its owner asked; unless others wait for its place. */
  readonly keptUntil: Date | null;
  readonly createdAt: Date;
  readonly readyAt: Date | null;
  readonly goneAt: Date | null;
  readonly cpuMs: number | null;
  readonly memoryPeakBytes: number | null;
}

export const SANDBOX_WORKFLOW = 'keepSandbox';

/** Has the workflow of a sandbox read its row again. */
export const SANDBOX_CHANGED_SIGNAL = 'sandboxChanged';

/** Tells it that nothing of the sandbox is there any more, for its host will not say so. */
export const SANDBOX_GONE_SIGNAL = 'sandboxGone';

export function sandboxWorkflowId(id: string): string {
  return `sandbox/${id}`;
}

/** The queue of what is done to the sandboxes of a host, which only its own worker can do. */
export function hostQueue(host: string): string {
  return `taskloom-sandboxes/${host}`;
}

/** Tells a sandbox's workflow that its row has changed. */
export function sandboxChanged(id: string): SignalEffect {
  return { effect: 'signal', name: SANDBOX_CHANGED_SIGNAL, workflowId: sandboxWorkflowId(id), payload: {} };
}

export function sandboxGone(id: string): SignalEffect {
  return { effect: 'signal', name: SANDBOX_GONE_SIGNAL, workflowId: sandboxWorkflowId(id), payload: {} };
}

/** Tells a turn that waits that its sandbox is lost. One at work finds out by itself. */
export const SANDBOX_LOST_SIGNAL = 'sandboxLost';

export function sandboxLost(jobId: string): SignalEffect {
  const workflowId = workflowIdOf({ kind: 'task', id: jobId });
  return { effect: 'signal', name: SANDBOX_LOST_SIGNAL, workflowId, payload: {} };
}

/** A sandbox and where it is: all that workflows are told of it. */
export interface SandboxRef {
  readonly sandboxId: string;
  readonly host: string;
}

/** How much longer than its row says the guest in a sandbox lives, if nobody is there to end it. */
export const DEADLINE_SLACK_MS = 60_000;

export function guestDeadline(expiresAt: Date): Date {
  return new Date(expiresAt.getTime() + DEADLINE_SLACK_MS);
}

export function isLive(state: SandboxState): boolean {
  return state === 'creating' || state === 'ready';
}
