/** What becomes of the next task, or of the next request. Each is used up by one, in order. */
export type DashScopeFault =
  /** The order is refused with an answer of DashScope's own. */
  | { readonly at: 'order'; readonly kind: 'refuse'; readonly status: number; readonly code: string }
  /** The order is taken, and the answer never comes: the connection is cut. */
  | { readonly at: 'order'; readonly kind: 'cut' }
  /** The order is taken, and its answer waits for this. */
  | { readonly at: 'order'; readonly kind: 'hold'; readonly released: Promise<void> }
  /** The order is not read: something in front answers with a page of its own. */
  | { readonly at: 'order'; readonly kind: 'page'; readonly status: number }
  /** A question is answered with an error, which says nothing of the task. */
  | { readonly at: 'question'; readonly kind: 'refuse'; readonly status: number; readonly code: string }
  | { readonly at: 'question'; readonly kind: 'cut' }
  /** It is answered with what is no answer. */
  | { readonly at: 'question'; readonly kind: 'garbage' }
  /** A cancellation is answered with an error; `cut`: it is heard, and its answer never comes. */
  | { readonly at: 'cancel'; readonly kind: 'refuse'; readonly status: number; readonly code: string }
  | { readonly at: 'cancel'; readonly kind: 'cut' }
  /** The task fails when its time has come. */
  | { readonly at: 'task'; readonly kind: 'fail'; readonly code: string }
  /** Nobody knows the task any more. */
  | { readonly at: 'task'; readonly kind: 'unknown' }
  /** It succeeds, and what it made is none, is gone, is cut off in the middle, or is this. */
  | { readonly at: 'task'; readonly kind: 'garbage' | 'gone' | 'cut' }
  | { readonly at: 'task'; readonly kind: 'made'; readonly file: Buffer };

type TaskFault = Extract<DashScopeFault, { readonly at: 'task' }>;

/** An order as it came in, and what has become of it. */
export interface DashScopeTask {
  readonly id: string;
  readonly path: string;
  readonly body: { readonly model?: unknown; readonly input?: unknown; readonly parameters?: unknown };
  readonly fault: TaskFault | undefined;
  /** How often somebody asked for it. */
  questions: number;
  isCancelled: boolean;
}

/** What an order has wrong; undefined when it is taken. */
export function complaintOf(
  headers: Readonly<Record<string, unknown>>,
  { model, input, parameters }: DashScopeTask['body'],
  isVideo: boolean,
): string | undefined {
  if (headers['x-dashscope-async'] !== 'enable')
    return 'current user api does not support synchronous calls.';
  if (typeof model !== 'string' || model === '') return 'Required parameter(model) missing or invalid.';
  const { prompt } = (input ?? {}) as { prompt?: unknown };
  if (typeof prompt !== 'string' || prompt === '') return 'Required parameter(prompt) missing or invalid.';
  const { size, duration } = (parameters ?? {}) as { size?: unknown; duration?: unknown };
  if (isVideo && duration !== undefined && !isLength(duration)) return 'duration is not supported.';
  if (size !== undefined && (typeof size !== 'string' || !/^\d{3,4}\*\d{3,4}$/.test(size)))
    return 'size must be in the format width*height.';
  return undefined;
}

/** Each model has lengths of its own among these. */
function isLength(duration: unknown): boolean {
  return Number.isInteger(duration) && Number(duration) >= 2 && Number(duration) <= 15;
}
