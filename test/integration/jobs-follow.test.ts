import { randomUUID } from 'node:crypto';
import { createClient } from 'redis';
import { createAnnouncements, type Announcements } from '../../domain/jobs/announcements';
import { follow, waitForEnd } from '../../domain/jobs/follow';
import type { JobEvent } from '../../domain/jobs/job';
import { required } from '../support/environment';
import { jobPlatform, videoOrder, type JobPlatform } from '../support/job-platform';

const RESULT = { artifactId: randomUUID(), demo: false };
/** Longer than any test may take: whoever is woken by this was not woken by the news. */
const NEVER_MS = 120_000;

let platform: JobPlatform;
let announcements: Announcements;
const channel = `test:${randomUUID()}`;
const url = required('TASKLOOM_TEST_REDIS_URL');
const publisher = createClient({ url });
const subscriber = createClient({ url });
let subscriberId: string;

beforeAll(async () => {
  subscriber.on('error', () => undefined); // one test cuts its connection
  await Promise.all([publisher.connect(), subscriber.connect()]);
  subscriberId = String(await subscriber.clientId());
  platform = await jobPlatform();
  announcements = createAnnouncements({ publisher, subscriber, channel });
  await announcements.start();
});
afterAll(async () => {
  await announcements.stop();
  publisher.destroy();
  subscriber.destroy();
  await platform.close();
});

/** A job that is announced through Redis as its events are written. */
async function announcedJob() {
  const user = await platform.newUser(50);
  const { job } = await platform.jobs.accept(videoOrder(user));
  const tell = async (change: Promise<unknown>) => {
    await change;
    for (const news of platform.announced.splice(0)) announcements.announce(news);
  };
  const { jobs } = platform;
  return {
    id: job.id,
    user,
    start: () => tell(jobs.started(job.id)),
    progress: (percent: number) => tell(jobs.progress(job.id, percent, {})),
    succeed: () => tell(jobs.succeed(job.id, RESULT)),
  };
}

async function collect(events: AsyncIterable<JobEvent>): Promise<JobEvent[]> {
  const all: JobEvent[] = [];
  for await (const event of events) all.push(event);
  return all;
}

const listen = (
  id: string,
  after = 0,
  news: Pick<Announcements, 'onJob'> = announcements,
  recheckMs = NEVER_MS,
) => follow(platform.jobs, news, id, after, new AbortController().signal, recheckMs);

test('whoever follows a job sees what was, then what comes, each event once and in order, then the end', async () => {
  const job = await announcedJob();
  await job.start();
  const followers = [collect(listen(job.id)), collect(listen(job.id, 1)), collect(listen(job.id, 2))];
  for (let percent = 1; percent <= 90; percent++) await job.progress(percent);
  await job.succeed();
  const [all = [], afterOne = [], afterTwo = []] = await Promise.all(followers);
  expect(all.map(({ seq }) => seq)).toEqual(Array.from({ length: 93 }, (_, i) => i + 1));
  expect(all.at(-1)).toMatchObject({ type: 'succeeded', data: RESULT });
  expect(afterOne).toEqual(all.slice(1));
  expect(afterTwo).toEqual(all.slice(2));
});

test('a reader that comes back after the last event is told at once that there is no more', async () => {
  const job = await announcedJob();
  await job.succeed();
  const [queued, succeeded] = await collect(listen(job.id));
  expect([queued?.type, succeeded?.type]).toEqual(['queued', 'succeeded']);
  expect(await collect(listen(job.id, 2))).toEqual([]);
});

test('a lost message costs only time', async () => {
  const job = await announcedJob();
  const deaf = { onJob: () => () => undefined };
  const following = collect(listen(job.id, 0, deaf, 20));
  await job.start();
  await job.progress(40);
  await job.succeed();
  expect((await following).map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
});

test('an event that is written between reading and waiting is not missed', async () => {
  const job = await announcedJob();
  let reads = 0;
  const jobs = {
    find: platform.jobs.find,
    async events(id: string, after: number, limit: number) {
      const events = await platform.jobs.events(id, after, limit);
      if (++reads === 1) {
        const heard = new Promise<void>((resolve) => announcements.onJob(id, resolve));
        await job.succeed();
        await heard;
      }
      return events;
    },
  };
  const events = await collect(
    follow(jobs, announcements, job.id, 0, new AbortController().signal, NEVER_MS),
  );
  expect(events.map(({ type }) => type)).toEqual(['queued', 'succeeded']);
});

test('when a subscription that was cut is back, everybody looks for what was said meanwhile', async () => {
  const job = await announcedJob();
  const following = listen(job.id);
  expect((await following.next()).value).toMatchObject({ seq: 1 });
  const rest = collect(following);
  await platform.jobs.succeed(job.id, RESULT); // announced to nobody, as while the connection is down
  await publisher.sendCommand(['CLIENT', 'KILL', 'ID', subscriberId]);
  expect((await rest).map(({ type }) => type)).toEqual(['succeeded']);
});

test('following ends when its signal aborts, and leaves no listener behind', async () => {
  const job = await announcedJob();
  const stop = new AbortController();
  let listening = 0;
  const news = {
    onJob(id: string, listener: () => void) {
      listening++;
      const remove = announcements.onJob(id, listener);
      return () => {
        listening--;
        remove();
      };
    },
  };
  const following = follow(platform.jobs, news, job.id, 0, stop.signal, NEVER_MS);
  await following.next();
  const rest = collect(following);
  stop.abort();
  expect(await rest).toEqual([]);
  expect(listening).toBe(0);
});

test('there is nothing to follow in a job that does not exist', async () => {
  await expect(listen(randomUUID()).next()).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('waiting for the end answers with the end, or with the job as it is when time is up', async () => {
  const job = await announcedJob();
  const { signal } = new AbortController();
  const impatient = await waitForEnd(platform.jobs, announcements, job.id, 30, signal);
  expect(impatient).toMatchObject({ id: job.id, state: 'queued' });
  const patient = waitForEnd(platform.jobs, announcements, job.id, NEVER_MS, signal);
  await job.start();
  await job.succeed();
  expect(await patient).toMatchObject({ id: job.id, state: 'succeeded', progress: 100 });
});

test('an owner hears of their own jobs only', async () => {
  const mine = await announcedJob();
  const others = await announcedJob();
  const heard: string[] = [];
  const end = new Promise<void>((resolve) => {
    announcements.onOwner(mine.user, ({ jobId, type }) => {
      heard.push(`${jobId} ${type}`);
      if (type === 'succeeded') resolve();
    });
  });
  await others.start();
  await others.succeed();
  await mine.start();
  await mine.succeed();
  await end;
  expect(heard).toEqual([`${mine.id} queued`, `${mine.id} started`, `${mine.id} succeeded`]);
});

test('what is no news of ours, on the same channel, harms nobody', async () => {
  const job = await announcedJob();
  let rung: () => void;
  const ringing = new Promise<void>((resolve) => (rung = resolve));
  const stop = announcements.onJob(job.id, () => rung());
  for (const nonsense of ['', '{', 'null', '7', '"started"']) await publisher.publish(channel, nonsense);
  await job.start();
  await ringing;
  stop();
});
