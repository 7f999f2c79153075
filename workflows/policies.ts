import type { ActivityOptions, LocalActivityOptions } from '@temporalio/workflow';
import { RENDER_QUEUE } from './contract';

/** One retry policy and its time-outs for each kind of effect; a workflow adds the summary. */

/**
 * A short transaction of ours: idempotent, so it is repeated until the database is there again. As a local
 * activity it costs no round trip to the server, and as an ordinary one it shows in the UI.
 */
export const DATABASE = {
  startToCloseTimeout: '10 seconds',
  retry: { initialInterval: '100 milliseconds', backoffCoefficient: 2, maximumInterval: '10 seconds' },
} as const satisfies ActivityOptions & LocalActivityOptions;

/**
 * A text model: paid for by the call and often overloaded, so it is asked a few times, further and further apart.
 * The time is for the longest text from the slowest model; a lost heartbeat tells of a lost worker long before.
 */
export const TEXT_MODEL = {
  startToCloseTimeout: '1 hour',
  heartbeatTimeout: '15 seconds',
  cancellationType: 'WAIT_CANCELLATION_COMPLETED',
  retry: {
    initialInterval: '1 second',
    backoffCoefficient: 3,
    maximumInterval: '30 seconds',
    maximumAttempts: 4,
  },
} as const satisfies ActivityOptions;

/**
 * A text that somebody waits for in the request: as above, but asked again at once, for it answers within seconds or
 * not at all.
 */
export const WRITING = {
  ...TEXT_MODEL,
  retry: {
    initialInterval: '500 milliseconds',
    backoffCoefficient: 2,
    maximumInterval: '4 seconds',
    maximumAttempts: 4,
  },
} as const satisfies ActivityOptions;

/**
 * An image model: it answers at once, or takes the order and is asked until it is done. The order is placed once,
 * whichever attempt asks on; what one attempt has not seen done in its time, the next one waits for.
 */
export const IMAGE_MODEL = {
  ...WRITING,
  startToCloseTimeout: '15 minutes',
} as const satisfies ActivityOptions;

/**
 * A video model, which takes minutes. An attempt outlasts the time that its vendor is given in all, and an outage of the
 * vendor's that lasts some minutes costs the job only these.
 */
export const VIDEO_MODEL = {
  ...TEXT_MODEL,
  startToCloseTimeout: '75 minutes',
  retry: { ...TEXT_MODEL.retry, maximumAttempts: 12 },
} as const satisfies ActivityOptions;

/** An order is taken back from a vendor: somebody waits for it. */
export const VENDOR_WITHDRAWAL = {
  startToCloseTimeout: '1 minute',
  heartbeatTimeout: '15 seconds',
  retry: {
    initialInterval: '500 milliseconds',
    backoffCoefficient: 2,
    maximumInterval: '5 seconds',
    maximumAttempts: 5,
  },
} as const satisfies ActivityOptions;

/**
 * A renderer: our own machine's work, which fails again if it failed for its input. A lost heartbeat means a
 * lost worker; the next one goes on from what is in the job's scratch folder.
 */
export const RENDER = {
  taskQueue: RENDER_QUEUE,
  startToCloseTimeout: '20 minutes',
  heartbeatTimeout: '15 seconds',
  // A job is cancelled when nothing works on it any more.
  cancellationType: 'WAIT_CANCELLATION_COMPLETED',
  retry: {
    initialInterval: '1 second',
    backoffCoefficient: 2,
    maximumInterval: '10 seconds',
    maximumAttempts: 5,
  },
} as const satisfies ActivityOptions;

/** A question to a payment provider before our own decision: worth some patience, not the decision's delay. */
export const PROVIDER_QUERY = {
  startToCloseTimeout: '20 seconds',
  scheduleToCloseTimeout: '5 minutes',
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '1 minute' },
} as const satisfies ActivityOptions;

/** The same question as the last word on an order: asked for a day. */
export const LAST_PROVIDER_QUERY = {
  ...PROVIDER_QUERY,
  scheduleToCloseTimeout: '24 hours',
  retry: { ...PROVIDER_QUERY.retry, maximumInterval: '10 minutes' },
} as const satisfies ActivityOptions;

/** A refund, which the provider owes us an answer to: asked for until there is one, for the buyer's credits wait. */
export const PROVIDER_REFUND = {
  startToCloseTimeout: '20 seconds',
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '10 minutes' },
} as const satisfies ActivityOptions;

/** Files for a publishing platform: what it has named is kept, so that the next attempt goes on from there. */
export const PLATFORM_UPLOAD = {
  startToCloseTimeout: '1 hour',
  heartbeatTimeout: '15 seconds',
  retry: {
    initialInterval: '2 seconds',
    backoffCoefficient: 3,
    maximumInterval: '5 minutes',
    maximumAttempts: 8,
  },
} as const satisfies ActivityOptions;

/** The wish to publish: an attempt that is lost may have been heard, so there is no second one. */
export const PLATFORM_SUBMISSION = {
  startToCloseTimeout: '5 minutes',
  heartbeatTimeout: '15 seconds',
  retry: { maximumAttempts: 1 },
} as const satisfies ActivityOptions;

/** A question to a publishing platform, which changes nothing there. */
export const PLATFORM_QUESTION = {
  startToCloseTimeout: '2 minutes',
  scheduleToCloseTimeout: '2 hours',
  heartbeatTimeout: '15 seconds',
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '5 minutes' },
} as const satisfies ActivityOptions;

/** A mail that nobody waits for: a mail server that is away is tried for a day. */
export const MAIL = {
  startToCloseTimeout: '1 minute',
  scheduleToCloseTimeout: '24 hours',
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '10 minutes' },
} as const satisfies ActivityOptions;

/** A walk over many rows: beats while it goes, and the next scheduled run makes up for one that fails. */
export const MAINTENANCE = {
  startToCloseTimeout: '10 minutes',
  heartbeatTimeout: '1 minute',
  retry: {
    initialInterval: '1 second',
    backoffCoefficient: 2,
    maximumInterval: '30 seconds',
    maximumAttempts: 5,
  },
} as const satisfies ActivityOptions;

/** A walk whose time grows with all that was ever booked or ordered: only a lost heartbeat ends it early. */
export const LONG_WALK = {
  ...MAINTENANCE,
  startToCloseTimeout: '6 hours',
} as const satisfies ActivityOptions;

/** A sandbox is made, or what is left of one removed: seconds, on the host that has it. */
export const SANDBOX_CREATION = {
  startToCloseTimeout: '3 minutes',
  // A host that does not come back has no sandboxes for anybody.
  scheduleToStartTimeout: '2 minutes',
  heartbeatTimeout: '15 seconds',
  cancellationType: 'WAIT_CANCELLATION_COMPLETED',
  retry: {
    initialInterval: '500 milliseconds',
    backoffCoefficient: 3,
    maximumInterval: '10 seconds',
    maximumAttempts: 4,
  },
} as const satisfies ActivityOptions;

/** Whatever happens, a sandbox is seen to be gone: nothing else is an end. */
export const SANDBOX_REMOVAL = {
  startToCloseTimeout: '3 minutes',
  heartbeatTimeout: '15 seconds',
  retry: { initialInterval: '500 milliseconds', backoffCoefficient: 2, maximumInterval: '1 minute' },
} as const satisfies ActivityOptions;

/**
 * An agent at work. A worker that is lost is followed by another, which goes on with the same process: so there is no
 * bound on attempts, and the time that an agent has is kept by the activity itself.
 */
export const AGENT_WORK = {
  startToCloseTimeout: '3 hours',
  scheduleToStartTimeout: '10 minutes',
  heartbeatTimeout: '15 seconds',
  cancellationType: 'WAIT_CANCELLATION_COMPLETED',
  retry: {
    initialInterval: '500 milliseconds',
    backoffCoefficient: 2,
    maximumInterval: '10 seconds',
    // What failed in the sandbox fails there again.
    nonRetryableErrorTypes: ['AGENT_FAILED'],
  },
} as const satisfies ActivityOptions;

/** What is waited for while others do it: an attempt looks for it for seconds at most, and is followed by another. */
export const WAITING = {
  startToCloseTimeout: '1 minute',
  heartbeatTimeout: '15 seconds',
  cancellationType: 'WAIT_CANCELLATION_COMPLETED',
  retry: {
    initialInterval: '200 milliseconds',
    backoffCoefficient: 2,
    maximumInterval: '5 seconds',
    // Those others have given up by then.
    nonRetryableErrorTypes: ['SANDBOX_UNAVAILABLE'],
  },
} as const satisfies ActivityOptions;
