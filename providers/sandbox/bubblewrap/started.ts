import path from 'node:path';
import { readJson, type Made, type StateFolder } from '../host/state-folder';

/** Process 1 of a sandbox, and the inode of its pid namespace, as bubblewrap tells them in `bwrap.json`. */
export interface Started {
  readonly pid: number;
  readonly pidNamespace: number;
}

/** A sandbox that was made: process 1 of it, and where its processes are. */
export interface MadeByBubblewrap extends Made {
  readonly pidNamespace: number;
}

export type BubblewrapState = StateFolder<MadeByBubblewrap>;

/** Undefined until there was one. */
export async function startedIn(folder: string): Promise<Started | undefined> {
  return startedOf(await readJson(path.join(folder, 'bwrap.json')));
}

export function startedOf(said: unknown): Started | undefined {
  const fields = said as Readonly<Record<string, unknown>> | undefined;
  const pid = fields?.['child-pid'];
  const pidNamespace = fields?.['pid-namespace'];
  return typeof pid === 'number' && typeof pidNamespace === 'number' ? { pid, pidNamespace } : undefined;
}
