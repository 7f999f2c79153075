import type { Sandbox } from './driver';

/**
 * Reaches a sandbox wherever it is, through the worker that has it. Who gets it closes it.
 * AppErrors SANDBOX_LOST when the worker has no such sandbox, UNAVAILABLE when the worker is away.
 */
export type ReachSandbox = (place: {
  readonly id: string;
  /** Of the worker: `host:port`. */
  readonly address: string;
}) => Promise<Sandbox>;
