import { mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';

/** Folders for work in progress on this machine, one a job. What is in them survives a crash of the worker. */
export interface Scratch {
  /** The job's folder, made if it is missing. */
  folder(jobId: string): Promise<string>;
  /** Removes the job's folder; it may be gone already. */
  clear(jobId: string): Promise<void>;
  /** Removes the folders that `isOver` says no job needs any more: those that a crash left behind. */
  clearLeftovers(isOver: (jobId: string) => Promise<boolean>): Promise<void>;
}

export function createScratch(root: string): Scratch {
  const of = (jobId: string) => path.join(root, jobId);
  const clear = (jobId: string) => rm(of(jobId), { recursive: true, force: true });
  return {
    async folder(jobId) {
      await mkdir(of(jobId), { recursive: true });
      return of(jobId);
    },
    clear,
    async clearLeftovers(isOver) {
      await mkdir(root, { recursive: true });
      for (const jobId of await readdir(root)) {
        if (await isOver(jobId)) await clear(jobId);
      }
    },
  };
}
