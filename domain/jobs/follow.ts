import { anySignal } from '../any-signal';
import { Bell } from '../bell';
import { AppError } from '../errors';
import type { Announcements } from './announcements';
import { isEnd, type Job, type JobEvent } from './job';
import type { Jobs } from './jobs';

type JobReader = Pick<Jobs, 'find' | 'events'>;
type JobNews = Pick<Announcements, 'onJob'>;

const BATCH = 100;
/** How long a lost announcement can go unnoticed. */
const RECHECK_MS = 10_000;

/**
 * A job's events after number `afterSeq`, first those that are written, then each as it comes: no gap, no
 * duplicate. Ends after the job's last event, or when `signal` aborts. AppError NOT_FOUND when there is no such job.
 */
export async function* follow(
  jobs: JobReader,
  news: JobNews,
  jobId: string,
  afterSeq: number,
  signal: AbortSignal,
  recheckMs = RECHECK_MS,
): AsyncGenerator<JobEvent, void, undefined> {
  const bell = bellOf(news, jobId, signal);
  let seq = afterSeq;
  try {
    while (!signal.aborted) {
      const events = await jobs.events(jobId, seq, BATCH);
      for (const event of events) {
        seq = event.seq;
        yield event;
        if (isEnd(event.type)) return;
      }
      if (events.length === BATCH) continue;
      // A reader that comes back after the last event would otherwise wait for ever.
      const job = events.length > 0 ? undefined : await find(jobs, jobId);
      if (job && isEnd(job.state) && seq >= job.lastSeq) return;
      await bell.rings(recheckMs);
    }
  } finally {
    bell.remove();
  }
}

/** The job once it has ended, or as it is after `timeoutMs` or when `signal` aborts. AppError NOT_FOUND. */
export async function waitForEnd(
  jobs: JobReader,
  news: JobNews,
  jobId: string,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<Job> {
  const limit = anySignal(signal, AbortSignal.timeout(timeoutMs));
  const bell = bellOf(news, jobId, limit);
  try {
    for (;;) {
      const job = await find(jobs, jobId);
      if (isEnd(job.state) || limit.aborted) return job;
      await bell.rings(RECHECK_MS);
    }
  } finally {
    bell.remove();
  }
}

async function find(jobs: JobReader, jobId: string): Promise<Job> {
  const job = await jobs.find(jobId);
  if (!job) throw new AppError('NOT_FOUND', undefined, { note: `job ${jobId}` });
  return job;
}

function bellOf(news: JobNews, jobId: string, signal: AbortSignal): Bell {
  return new Bell((ring) => news.onJob(jobId, ring), signal);
}
