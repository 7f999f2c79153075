import { startInstallation, type ServiceName, type TestInstallation } from '../support/installation';
import { newStudioUser, until, type StudioUser, type VideoTask } from '../support/studio-user';

/** Every process of a whole platform is killed while a job runs; each time the job ends once and costs once. */

const PRICE = 50;

let platform: TestInstallation;
let user: StudioUser;

beforeAll(async () => {
  platform = await startInstallation({
    RATE_LIMIT_AUTH: '1000/60',
    RATE_LIMIT_GENERATE: '1000/60',
    RATE_LIMIT_QUERY: '100000/60',
    RATE_LIMIT_OTHER: '1000/60',
  });
  user = await newStudioUser(platform.url, 100);
}, 120_000);

afterAll(() => platform.stop(), 60_000);

test.each<ServiceName>(['worker', 'mysql', 'redis', 'temporal'])(
  'killing %s in mid-render: the video is made once and charged once',
  async (service) => {
    const before = await user.balance();
    const video = await user.orderVideo(12);
    const seen = await killAfterFirstScene(service, video);
    expect(seen.at(-1)).toMatchObject({ type: 'succeeded' });
    expect(seen.map(({ seq }) => seq)).toEqual(seen.map((_, index) => index + 1));
    await expectOneVideoAndOneCharge(video, before);
  },
  180_000,
);

test('killing the API right after it accepted a job: the job goes on without it', async () => {
  const before = await user.balance();
  const video = await user.orderVideo(4);
  platform.kill('api');
  await serving();
  for await (const event of video.events()) if (event.type === 'failed') throw new Error('the job failed');
  await expectOneVideoAndOneCharge(video, before);
}, 180_000);

test('killing the worker and the API together loses nothing either', async () => {
  const before = await user.balance();
  const video = await user.orderVideo(6);
  platform.kill('worker');
  platform.kill('api');
  await serving();
  for await (const event of video.events()) if (event.type === 'failed') throw new Error('the job failed');
  await expectOneVideoAndOneCharge(video, before);
}, 180_000);

/** Kills the service once the first scene is done, and answers all events until the job's end. */
async function killAfterFirstScene(service: ServiceName, video: VideoTask) {
  const seen = [];
  let killed = false;
  for await (const event of video.events()) {
    seen.push(event);
    if (event.type !== 'progress' || killed) continue;
    killed = true;
    platform.kill(service);
  }
  expect(killed).toBe(true);
  return seen;
}

async function expectOneVideoAndOneCharge(video: VideoTask, balanceBefore: number): Promise<void> {
  await until(async () => (await video.status()).status === 'completed');
  const status = await video.status();
  expect(status).toMatchObject({ status: 'completed', credits_used: PRICE });
  const file = await fetch(status.video_url ?? '');
  expect(file.status).toBe(200);
  expect((await file.arrayBuffer()).byteLength).toBeGreaterThan(10_000);

  const { totals, lines } = await video.explain();
  expect(totals).toEqual({ reserved: 0, charged: PRICE, returned: 0 });
  expect(lines.map(({ step }) => step)).toEqual(['quote', 'hold', 'capture']);
  expect(await user.balance()).toBe(balanceBefore - PRICE);
}

async function serving(): Promise<void> {
  await until(async () => {
    const ready = await fetch(`${platform.url}/ready`).catch(() => undefined);
    return ready?.status === 200;
  });
}
