import { execFile } from 'node:child_process';
import { buffer } from 'node:stream/consumers';
import JSZip from 'jszip';
import { systemClock as clock } from '../../domain/clock';
import { findFfmpeg } from '../../providers/media/video/ffmpeg-binary';
import { pptxDeckRenderer } from '../../providers/media/deck/pptx-renderer';
import { sceneVideoRenderer } from '../../providers/media/video/scene-video-renderer';
import { deckOrder, jobPlatform, videoOrder, type JobPlatform } from '../support/job-platform';
import { startWorker, type TestWorker } from '../support/worker';

/** The whole way with nothing put in a renderer's place. */

let platform: JobPlatform;
let worker: TestWorker;
beforeAll(async () => {
  platform = await jobPlatform();
  worker = await startWorker(platform, { decks: pptxDeckRenderer({ clock }), videos: sceneVideoRenderer() });
});
afterAll(async () => {
  await worker.stop();
  await platform.close();
});

test('an order becomes a .pptx with a slide for each entry of the outline', async () => {
  const { order, ended, artifacts } = worker;
  const { job } = await order(deckOrder(await platform.newUser(30)));
  expect(await ended(job.id)).toMatchObject({ state: 'succeeded' });
  const deck = await artifacts.find(job.id, 'deck');
  const { files } = await JSZip.loadAsync(deck ? await buffer(await artifacts.open(deck)) : '');
  const slides = Object.keys(files).filter((name) => /^ppt\/slides\/slide\d+\.xml$/.test(name));
  const texts = (await Promise.all(slides.map(async (name) => files[name]?.async('string')))).join('');
  expect(slides.length).toBeGreaterThanOrEqual(6); // cover, agenda, three entries, closing
  for (const entry of ['产品发布会', '产品介绍', '核心功能', '市场分析']) expect(texts).toContain(entry);
});

test('an order becomes an H.264 video of its length, with progress for each scene', async () => {
  const { order, ended, artifacts, scratches } = worker;
  const { job } = await order(videoOrder(await platform.newUser(50), undefined, 2));
  expect(await ended(job.id)).toMatchObject({ state: 'succeeded' });
  const video = await artifacts.find(job.id, 'video');
  const facts = await ffmpegFacts(video ? await buffer(await artifacts.open(video)) : Buffer.alloc(0));
  expect(facts).toMatch(/Video: h264.*1280x720/);
  const [, seconds] = /Duration: 00:00:(\d\d\.\d+)/.exec(facts) ?? [];
  expect(Math.abs(Number(seconds) - 2)).toBeLessThan(0.5);
  const scenes = (await platform.jobs.events(job.id, 0, 50)).filter(({ type }) => type === 'progress');
  expect(scenes.length).toBeGreaterThan(0);
  expect(scenes.at(-1)).toMatchObject({ data: { step: 'scene', percent: 90 } });
  expect(await scratches()).toEqual([]);
});

/** What ffmpeg says of a file; it ends with a complaint that there is nothing to do. */
async function ffmpegFacts(file: Buffer): Promise<string> {
  const ffmpeg = await findFfmpeg({});
  return new Promise((resolve) => {
    const child = execFile(ffmpeg, ['-hide_banner', '-i', 'pipe:0'], (_error, _stdout, stderr) =>
      resolve(stderr),
    );
    child.stdin?.on('error', () => undefined); // it reads no further than it must
    child.stdin?.end(file);
  });
}
