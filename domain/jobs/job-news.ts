import type { News } from '../notifications/notification';
import type { Job } from './job';
import type { Advance } from './job-rows';

/** What the owner of a job that ends so is told; undefined for a step that ends nothing. */
export function newsOfEnd(
  job: Job,
  { type, data, change }: Advance,
  creation: { readonly id: number | null; readonly title: string } | undefined,
): News | undefined {
  const { id: jobId, kind, ownerId } = job;
  const about = { ownerId, subject: `job/${jobId}` };
  const facts = { jobId, kind, creationId: creation?.id ?? null, title: creation?.title ?? '' };
  if (type === 'succeeded') return { ...about, type: 'job_succeeded', facts };
  if (type === 'cancelled') {
    const isKept = data['unfinished'] === true;
    return { ...about, type: 'job_cancelled', facts: { ...facts, ...(isKept && { isKept }) } };
  }
  if (type !== 'failed') return undefined;
  const { reason = 'GENERATION_FAILED' } = change;
  return { ...about, type: 'job_failed', facts: { ...facts, reason } };
}
