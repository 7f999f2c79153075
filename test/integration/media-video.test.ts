import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { findFfmpeg } from '../../providers/media/video/ffmpeg-binary';
import { sceneVideoRenderer } from '../../providers/media/video/scene-video-renderer';

/** Real videos by the real ffmpeg, decoded again to see what a viewer sees. */

const run = promisify(execFile);
// A machine that has other work to do takes its time to encode.
vi.setConfig({ testTimeout: 120_000 });

const never = new AbortController().signal;
const renderer = sceneVideoRenderer();
const order = {
  script: '清晨的城市刚刚醒来。\n好的工具应该简单、可靠。\nEvery job ends exactly once!',
  duration: 4.5,
};

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'taskloom-video-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

type Progress = [done: number, total: number, caption: string];

async function render(
  film: typeof order,
  signal = never,
  onScene?: (done: number) => void,
): Promise<{ file: string; progress: Progress[] }> {
  const progress: Progress[] = [];
  const file = await renderer.render(film, folder, {
    signal,
    onScene: (...step) => {
      progress.push(step);
      onScene?.(step[0]);
    },
  });
  return { file, progress };
}

/** What `ffmpeg -i` says of a file. */
async function factsOf(file: string): Promise<{ seconds: number; video: string; audio: string }> {
  const { stderr } = await run(await findFfmpeg({}), ['-hide_banner', '-i', file]).catch(
    (error: { stderr: string }) => error,
  );
  const [, hours, minutes, seconds] = /Duration: (\d+):(\d+):([\d.]+)/.exec(stderr) ?? [];
  return {
    seconds: Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds),
    video: /Stream.*Video: (.*)/.exec(stderr)?.[1] ?? '',
    audio: /Stream.*Audio: (.*)/.exec(stderr)?.[1] ?? '',
  };
}

/** The brightness of each pixel at a time of the video. */
async function pictureAt(file: string, seconds: number): Promise<Buffer> {
  const args = [
    '-v',
    'error',
    '-ss',
    String(seconds),
    '-i',
    file,
    '-frames:v',
    '1',
    '-f',
    'rawvideo',
    '-pix_fmt',
    'gray',
    'pipe:1',
  ];
  const { stdout } = await run(await findFfmpeg({}), args, { encoding: 'buffer', maxBuffer: 1 << 24 });
  expect(stdout).toHaveLength(1280 * 720);
  return stdout;
}

function rows(picture: Buffer, from: number, to: number): Buffer {
  return picture.subarray(from * 1280, to * 1280);
}

const countOf = (pixels: Buffer, is: (brightness: number) => boolean): number => pixels.filter(is).length;

/** Processes that this one has started and that still run. */
async function children(): Promise<string[]> {
  const { stdout } = await run('ps', ['-A', '-o', 'ppid=,comm=']);
  return stdout
    .split('\n')
    .filter((line) => line.trim().startsWith(`${process.pid} `) && line.includes('ffmpeg'));
}

test('a script becomes an H.264 video of its length, scene by scene, with captions and progress to be seen', async () => {
  const { file, progress } = await render(order);
  expect(progress).toEqual([
    [1, 3, '清晨的城市刚刚醒来。'],
    [2, 3, '好的工具应该简单、可靠。'],
    [3, 3, 'Every job ends exactly once!'],
  ]);
  const facts = await factsOf(file);
  expect(Math.abs(facts.seconds - order.duration)).toBeLessThan(0.5);
  expect(facts.video).toMatch(/h264 .*yuv420p.*1280x720.*25 fps/);
  expect(facts.audio).toMatch(/aac/);

  // White letters on a dark panel in the middle, and a bar below that grows.
  const pictures = [await pictureAt(file, 0.8), await pictureAt(file, 2.5), await pictureAt(file, 4.3)];
  const bars = pictures.map((picture) => countOf(rows(picture, 677, 678), (brightness) => brightness > 150));
  for (const picture of pictures) {
    const caption = rows(picture, 280, 420);
    expect(countOf(caption, (brightness) => brightness > 225)).toBeGreaterThan(3_000);
    expect(countOf(caption, (brightness) => brightness < 80)).toBeGreaterThan(20_000);
  }
  expect(bars[0]).toBeLessThan(bars[1] ?? 0);
  expect(bars[1]).toBeLessThan(bars[2] ?? 0);
  expect(await readdir(folder)).not.toContainEqual(expect.stringContaining('.part'));
});

test('a cancelled render ends at once, leaves nothing half done, and goes on from its last scene', async () => {
  const abort = new AbortController();
  const reason = new Error('cancelled');
  // In the midst of the second scene, as soon as its file is begun.
  const stopped = render(order, abort.signal, () => {
    const watch = setInterval(() => {
      void readdir(folder).then((names) => {
        if (!names.some((name) => name.startsWith('scene-001.mp4.'))) return;
        clearInterval(watch);
        abort.abort(reason);
      });
    }, 5);
  });
  await expect(stopped).rejects.toBe(reason);
  expect(await children()).toEqual([]);
  expect((await readdir(folder)).sort()).toEqual(['manifest.json', 'scene-000.mp4']);

  const first = await stat(path.join(folder, 'scene-000.mp4'));
  const { file, progress } = await render(order);
  expect(progress.map(([done]) => done)).toEqual([1, 2, 3]);
  const again = await stat(path.join(folder, 'scene-000.mp4'));
  expect([again.ino, again.mtimeMs]).toEqual([first.ino, first.mtimeMs]);
  expect(Math.abs((await factsOf(file)).seconds - order.duration)).toBeLessThan(0.5);

  // The same order once more costs nothing; another one in this folder takes nothing over.
  const whole = await stat(file);
  expect((await stat((await render(order)).file)).ino).toBe(whole.ino);
  await render({ script: '另一个脚本。', duration: 1 });
  expect((await readdir(folder)).sort()).toEqual([
    'manifest.json',
    'scene-000.mp4',
    'scenes.txt',
    'video.mp4',
  ]);
  expect((await factsOf(file)).seconds).toBeLessThan(1.5);
});

test.each([
  ['the shortest', '一句话。', 1],
  ['a fraction of a second', '一句话。', 1.3],
  ['much too little time for its words', '很长的旁白，根本来不及读完。'.repeat(150), 2],
  ['no words at all', ' \n\t ', 1],
  ['only what no font has', '🚀👨‍👩‍👧\u0000\ud800', 1],
])('a video of %s has its length', async (_, script, duration) => {
  const { file } = await render({ script, duration });
  expect(Math.abs((await factsOf(file)).seconds - duration)).toBeLessThan(0.1);
});

test.each([0, 0.5, 601, Number.NaN])('a length of %d seconds is refused', async (duration) => {
  await expect(render({ script: '一句话。', duration })).rejects.toThrow(RangeError);
  expect(await readdir(folder)).toEqual([]);
});

test('a cancelled order starts nothing', async () => {
  const reason = new Error('cancelled');
  await expect(render(order, AbortSignal.abort(reason))).rejects.toBe(reason);
  expect(await readdir(folder)).toEqual([]);
});
