import path from 'node:path';
import Piscina from 'piscina';
import { anySignal } from '../../domain/any-signal';
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
  /** How many of one user may be made and wait. */
  readonly mostOfOne?: number;
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
  { timeoutMs = 25_000, mostWaiting = 20, mostOfOne = 3 }: Limits = {},
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
  const askedBy = new Map<number, number>();
  return {
    async exportArticle(article, format, { by, signal }) {
      const own = askedBy.get(by) ?? 0;
      // Or one user's long articles would fill the line, and nobody else had any made.
      if (own >= mostOfOne)
        throw new AppError('RATE_LIMITED', { retryAfter: 1 }, { note: `${own} exports of user ${by}` });
      if (asked >= THREADS + mostWaiting)
        throw new AppError('UNAVAILABLE', undefined, { note: 'too many exports' });
      asked += 1;
      askedBy.set(by, own + 1);
      const tooLong = AbortSignal.timeout(timeoutMs);
      try {
        const run = { signal: anySignal(signal, tooLong) };
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
        const left = (askedBy.get(by) ?? 1) - 1;
        if (left > 0) askedBy.set(by, left);
        else askedBy.delete(by);
      }
    },
    close: () => threads.destroy(),
  };
}
