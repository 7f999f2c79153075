import path from 'node:path';
import Piscina from 'piscina';
import type { ExportArticle, ExportedFile } from '../../domain/creations/export';
import { AppError } from '../../domain/errors';

export interface ExportThreads {
  readonly exportArticle: ExportArticle;
  /** Ends the threads, and what they are at. */
  close(): Promise<void>;
}

interface Limits {
  /** How long an article may take, and wait for its turn. */
  readonly timeoutMs?: number;
  /** How many may wait. */
  readonly mostWaiting?: number;
}

/** One beside the process's own: exports are few, and everything else goes on while one is made. */
const THREADS = 1;
/** The fonts stay loaded between exports, and are not kept for a day without any. */
const IDLE_MS = 60_000;
const MOST_MEGABYTES = 512;

/**
 * Makes files of articles in a thread of its own, for a long one takes seconds. One that takes too long, or whose caller
 * has left, loses its thread, and the next one gets a new one.
 *
 * `built` is the folder that the build writes to: a thread loads JavaScript, also where this runs from TypeScript.
 */
export function createExportThreads(
  built: string,
  { timeoutMs = 25_000, mostWaiting = 20 }: Limits = {},
): ExportThreads {
  const threads = new Piscina({
    filename: path.join(built, 'providers', 'documents', 'export-thread.js'),
    minThreads: 0,
    maxThreads: THREADS,
    idleTimeout: IDLE_MS,
    // Not this process's: a thread does not take all of them.
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEGABYTES },
  });
  // Counted here: the pool's own limit does not hold for work that can be aborted.
  let asked = 0;
  return {
    async exportArticle(article, format, signal) {
      if (asked >= THREADS + mostWaiting)
        throw new AppError('UNAVAILABLE', undefined, { note: 'too many exports' });
      asked += 1;
      const tooLong = AbortSignal.timeout(timeoutMs);
      try {
        const run = { signal: AbortSignal.any([signal, tooLong]) };
        const { bytes, ...file } = (await threads.run({ article, format }, run)) as ExportedFile;
        // What comes from another thread is no Buffer any more.
        return { ...file, bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength) };
      } catch (error) {
        signal.throwIfAborted();
        const note = tooLong.aborted
          ? `a ${format} of ${article.markdown.length} characters took too long`
          : '';
        throw new AppError('UNAVAILABLE', undefined, { cause: error, ...(note !== '' && { note }) });
      } finally {
        asked -= 1;
      }
    },
    close: () => threads.destroy(),
  };
}
