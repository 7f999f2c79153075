import { AppError } from '../../../domain/errors';
import { follow } from '../../../domain/jobs/follow';
import { isEnd } from '../../../domain/jobs/job';
import { NothingMore, type StreamEvent } from '../../router/call';
import type { StudioHandler } from '../operation';
import { jobEventDto } from './job-dto';

export const streamJobEvents: StudioHandler<'streamJobEvents'> = async (
  { params, query, headers, user, language, signal },
  { jobs, announcements },
) => {
  const job = await jobs.findOwned(params.id, user.userId);
  if (!job) throw new AppError('NOT_FOUND');
  const after = headers?.['last-event-id'] ?? query?.after ?? 0;
  if (isEnd(job.state) && after >= job.lastSeq) return new NothingMore();
  const events = follow(jobs, announcements, job.id, after, signal);
  return (async function* (): AsyncGenerator<StreamEvent> {
    for await (const event of events) {
      const data = JSON.stringify(jobEventDto(event, language));
      yield { id: String(event.seq), event: event.type, data };
    }
  })();
};
