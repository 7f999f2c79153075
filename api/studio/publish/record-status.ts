import type { HistoryFilter } from '../../../domain/publishing/publication-history';
import type { Publication, Target, TargetState } from '../../../domain/publishing/publication';

export type RecordStatus =
  | 'pending'
  | 'scheduled'
  | 'publishing'
  | 'awaiting_confirmation'
  | 'unknown'
  | 'success'
  | 'failed'
  | 'cancelled';

const STATUS = {
  waiting: 'pending',
  preparing: 'publishing',
  prepared: 'publishing',
  submitting: 'publishing',
  submitted: 'publishing',
  unknown: 'unknown',
  handed_off: 'awaiting_confirmation',
  published: 'success',
  failed: 'failed',
  cancelled: 'cancelled',
} as const satisfies Readonly<Record<TargetState, RecordStatus>>;

export function recordStatus({ state, scheduledAt }: Pick<Target, 'state' | 'scheduledAt'>): RecordStatus {
  return state === 'waiting' && scheduledAt ? 'scheduled' : STATUS[state];
}

/** What is to be looked for in the history for a status. */
export function filterOf(status: RecordStatus): HistoryFilter {
  if (status === 'pending') return { states: ['waiting'], scheduled: false };
  if (status === 'scheduled') return { states: ['waiting'], scheduled: true };
  const states = (Object.keys(STATUS) as TargetState[]).filter((state) => STATUS[state] === status);
  return { states };
}

/** What a publication's records say together; `partial` when they differ. */
type PublicationStatus = Exclude<RecordStatus, 'scheduled'> | 'partial';

/** What the records of a publication say together. */
export function publicationStatus({ state }: Publication, targets: readonly Target[]): PublicationStatus {
  if (state === 'waiting') return 'pending';
  if (state === 'cancelled') return state;
  const statuses = targets.map(recordStatus);
  if (statuses.includes('publishing')) return 'publishing';
  const [first = 'cancelled'] = statuses;
  if (first === 'scheduled' || statuses.some((status) => status !== first)) return 'partial';
  return first;
}
