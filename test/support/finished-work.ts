import { randomUUID } from 'node:crypto';
import { deckOrder, type JobPlatform } from './job-platform';

/** What shows in a history. */
interface Work {
  readonly type?: string;
  readonly toolType?: string;
  readonly title: string;
  readonly content?: string | null;
}

/** Has something in its owner's history as if it had been made; answers its number there. It costs 30 credits. */
export async function finishedWork(
  { jobs }: Pick<JobPlatform, 'jobs'>,
  owner: number,
  { type = 'writing', content = null, ...work }: Work,
): Promise<number> {
  const order = { ...deckOrder(owner), creation: { type, content, ...work } };
  const { job, creationId } = await jobs.accept(order);
  await jobs.succeed(job.id, { artifactId: randomUUID(), demo: true });
  return creationId;
}
