import type { Credits } from '../credits';
import type { ErrorCode } from '../error-catalogue';
import type { JobState } from '../jobs/job';

/** The agents' command lines that work on tasks. */
export const CLI_NAMES = ['opencode', 'codex', 'claude'] as const;

export type CliName = (typeof CLI_NAMES)[number];

/** Which protocol a model is offered under; the gateway translates where an agent speaks another one. */
export const INTERFACE_TYPES = ['openai_chat', 'openai_responses', 'anthropic'] as const;

export type InterfaceType = (typeof INTERFACE_TYPES)[number];

/** Work for an agent in a sandbox: one or more turns, each of which is a job. */
export interface Task {
  /** A uuid. */
  readonly id: string;
  readonly ownerId: number;
  readonly sandboxId: string;
  readonly cli: CliName;
  /** The name of a model of the gateway. */
  readonly model: string;
  /** As it was asked for, and shown again: the agent chooses the protocol that it speaks, and any reaches every model. */
  readonly interfaceType: InterfaceType;
  /** How lists show it. */
  readonly title: string;
  readonly systemPrompt: string | null;
  readonly maxTokens: number | null;
  readonly temperature: number | null;
  /** The repository that the workspace begins with; null for an empty one. */
  readonly repository: string | null;
  readonly branch: string | null;
  /** The archive that it begins with instead. */
  readonly archiveId: string | null;
  /** The agent's own name for the conversation, by which its next turn resumes it. */
  readonly agentSession: string | null;
  /** The number of its newest event. */
  readonly lastSeq: number;
  /** Whether its log and what it made are there; else they were kept for their time. */
  readonly isKept: boolean;
  readonly turns: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** `waiting` for its place; `admitted`: it has one; `done`: it needs none any more. */
export type QueueState = 'waiting' | 'admitted' | 'done';

/** One prompt and what came of it: a job of its own, with a hold of its own. */
export interface Turn {
  /** The job's uuid. */
  readonly jobId: string;
  readonly taskId: string;
  /** From 1. */
  readonly number: number;
  readonly ownerId: number;
  readonly prompt: string;
  readonly queueState: QueueState;
  readonly state: JobState;
  readonly reason: ErrorCode | null;
  /** What its model calls may cost. */
  readonly budget: Credits;
  /** How long it may work. */
  readonly secondsLimit: number;
  /** What an hour of its sandbox costs. */
  readonly hourPrice: Credits;
  /** How often its budget was raised; each time has a hold of its own. */
  readonly raises: number;
  /** Counts how often the agent has begun: again after each pause. */
  readonly run: number;
  /** How many bytes of that run's output are in the log. */
  readonly logOffset: number;
  /** How that run ended, once that is decided, though its process may not be gone yet. */
  readonly runEnd: RunEnd | null;
  /** Since when it waits for a larger budget. */
  readonly pausedAt: Date | null;
  /** When its sandbox began to cost, and stopped to; and how long it had cost before, in milliseconds. */
  readonly clockStartedAt: Date | null;
  readonly clockEndedAt: Date | null;
  readonly clockMs: number;
  readonly tokensCost: Credits;
  readonly secondsCost: Credits;
  readonly createdAt: Date;
}

/** How a run of an agent ended, as far as that is known of itself. */
export type RunEnd =
  { readonly ok: true } | { readonly ok: false; readonly reason: ErrorCode; readonly message: string };

/** What the log of a task tells, whichever agent works on it. */
export type TaskEventType =
  /** The turn's own: `queued`, `started`, `paused`, `resumed`, `finished`, `failed`, `cancelled`. */
  | 'state'
  | 'text'
  | 'reasoning'
  | 'tool_call'
  | 'tool_result'
  | 'file_change'
  | 'usage'
  | 'error'
  /** A line that its agent wrote and nobody understands. */
  | 'log';

/** One line of a task's log. Numbers start at 1 and have no gaps. */
export interface TaskEvent {
  readonly taskId: string;
  readonly seq: number;
  readonly jobId: string;
  readonly type: TaskEventType;
  readonly data: Readonly<Record<string, unknown>>;
  readonly createdAt: Date;
}

export type NewTaskEvent = Pick<TaskEvent, 'type' | 'data'>;
