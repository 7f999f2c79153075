import type { JobEnding } from '../jobs/job';

/** How a turn ended that did its work, or was kept from it. */
export type TurnEnding = { readonly state: 'succeeded' } | JobEnding;

/** What an agent's work came to: an end, or a pause, for its budget is spent. */
export type AgentOutcome = TurnEnding | { readonly state: 'paused' };

/** Tells a turn that waits that it may go on. */
export const BUDGET_RAISED_SIGNAL = 'budgetRaised';
