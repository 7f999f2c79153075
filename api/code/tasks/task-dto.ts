import { creditsToNumber, type Credits } from '../../../domain/credits';
import { ERROR_CATALOGUE } from '../../../domain/error-catalogue';
import type { JobState } from '../../../domain/jobs/job';
import { modelIdOf } from '../../../domain/tasks/model-id';
import type { Turn } from '../../../domain/tasks/task';
import type { TaskStanding } from '../../../domain/tasks/tasks';
import { workedMs } from '../../../domain/tasks/turns';
import type { Language } from '../../router/language';
import { unixSeconds } from '../time';

const STATUS = {
  queued: 'pending',
  running: 'processing',
  succeeded: 'finished',
  failed: 'error',
  cancelled: 'error',
} as const satisfies Record<JobState, string>;

export function statusOf(state: JobState) {
  return STATUS[state];
}

/** Why a turn is `error`, as a code. */
export function reasonOf({ state, reason }: Pick<Turn, 'state' | 'reason'>): string | null {
  return state === 'cancelled' ? 'CANCELLED' : reason;
}

function phaseOf({ state, pausedAt }: Turn) {
  if (state === 'queued') return 'queued' as const;
  if (state !== 'running') return null;
  return pausedAt ? ('paused' as const) : ('working' as const);
}

/** A task at its newest turn. `spent`: what its model calls have come to. */
export function taskDto(
  { task, turn, position, estimateSeconds, startedAt, endedAt, charged }: TaskStanding,
  spent: Credits,
  now: Date,
  language: Language,
) {
  return {
    task_id: task.id,
    vm_id: task.sandboxId,
    status: statusOf(turn.state),
    reason: reasonDto(turn, language),
    phase: phaseOf(turn),
    title: task.title,
    cli_name: task.cli,
    model_id: modelIdOf(task.model),
    model: task.model,
    interface_type: task.interfaceType,
    turns: task.turns,
    position,
    estimated_seconds: estimateSeconds,
    budget: creditsToNumber(turn.budget),
    budget_used: creditsToNumber(spent),
    charged: creditsToNumber(charged),
    seconds: Math.ceil(workedMs(turn, now) / 1000),
    last_seq: task.lastSeq,
    created_at: unixSeconds(task.createdAt),
    started_at: startedAt && unixSeconds(startedAt),
    ended_at: endedAt && unixSeconds(endedAt),
  };
}

const CANCELLED = { zh: '任务已停止', en: 'The task was stopped' };

function reasonDto(turn: Turn, language: Language) {
  const code = reasonOf(turn);
  if (code === null) return null;
  return { code, message: turn.reason ? ERROR_CATALOGUE[turn.reason][language] : CANCELLED[language] };
}
