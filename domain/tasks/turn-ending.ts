import type { JobEnding } from '../jobs/job';

/** How a turn ended that did its work, or was kept from it. */
export type TurnEnding = { readonly state: 'succeeded' } | JobEnding;

/** What an agent's work came to: an end, or a pause, for its budget is spent. */
export type AgentOutcome = TurnEnding | { readonly state: 'paused' };

/** How long a turn waits for a larger budget. */
export const LONGEST_PAUSE_MS = 24 * 3_600_000;
/** The same when others wait for its place. */
export const CROWDED_PAUSE_MS = 600_000;
/** How much longer than its turn may work a sandbox may be there. */
const SANDBOX_SLACK_MS = 2 * 3_600_000;

/** Until when the sandbox is there of a turn that begins now, or is accepted; `before`: until when it was to be there already. */
export function expiryOf(
  { secondsLimit }: { readonly secondsLimit: number },
  now: Date,
  before: Date = now,
): Date {
  return new Date(Math.max(before.getTime(), now.getTime() + secondsLimit * 1000 + SANDBOX_SLACK_MS));
}

/** Until when the sandbox of a turn that waits for a larger budget is kept. */
export function keptUntil({ secondsLimit }: { readonly secondsLimit: number }, now: Date): Date {
  return new Date(now.getTime() + LONGEST_PAUSE_MS + secondsLimit * 1000 + SANDBOX_SLACK_MS);
}

/** Tells a turn that waits that it may go on. */
export const BUDGET_RAISED_SIGNAL = 'budgetRaised';

/** Tells it that it waits no more: it ends with what it has, and its sandbox can give way. */
export const PAUSE_OVER_SIGNAL = 'pauseOver';
