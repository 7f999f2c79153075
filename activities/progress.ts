import { log } from '@temporalio/activity';
import type { Jobs } from '../domain/jobs/jobs';

/** Writes the progress of one activity, in order and one at a time. */
export interface Progress {
  /** `percent` of the job, 0–100. Never waits and never throws: the work matters more than its report. */
  tell(percent: number, data: Readonly<Record<string, unknown>>): void;
  /** Resolves when everything told is written. */
  written(): Promise<void>;
}

/** What fails to be written is logged, and the next progress is written all the same. */
export function progressOf(jobs: Jobs, jobId: string): Progress {
  let writing: Promise<void> = Promise.resolve();
  return {
    tell(percent, data) {
      writing = writing.then(async () => {
        try {
          await jobs.progress(jobId, percent, data);
        } catch (error) {
          log.warn('progress was not written', { error });
        }
      });
    },
    written: () => writing,
  };
}
