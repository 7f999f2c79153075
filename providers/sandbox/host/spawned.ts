import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';

/** A process, and its end: also that of one that could not be started at all. */
export interface Spawned {
  readonly child: ChildProcess;
  readonly ended: Promise<void>;
}

/**
 * Starts a program and looks on from the same moment. One that cannot be started, because its folder was removed, say, tells
 * so with the next tick, and what nobody listens for then ends this process.
 */
export function spawned(program: string, args: readonly string[], options: SpawnOptions): Spawned {
  const child = spawn(program, args, options);
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  return { child, ended };
}
