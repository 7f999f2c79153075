import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { sceneArguments } from '../../providers/media/video/encoding';
import { findFfmpeg } from '../../providers/media/video/ffmpeg-binary';
import { runFfmpeg } from '../../providers/media/video/ffmpeg-process';
import { sceneVideoRenderer } from '../../providers/media/video/scene-video-renderer';

/** What becomes of a render when ffmpeg fails: the real one on a full device, and small programs in its place. */

const never = new AbortController().signal;
const order = { script: '一句话。', duration: 1 };

let folder: string;
beforeEach(async () => {
  folder = await fs.mkdtemp(path.join(os.tmpdir(), 'taskloom-ffmpeg-'));
});
afterEach(() => fs.rm(folder, { recursive: true, force: true }));

/** A program that says it has the encoders, and then does what `body` says instead of encoding. */
async function ffmpegThat(
  body: string,
  encoders = ' V..... libx264 \n A..... aac ',
  mode = 0o755,
): Promise<string> {
  const file = path.join(folder, 'ffmpeg');
  const answer = `if (process.argv.includes('-encoders')) { console.log(${JSON.stringify(encoders)}); } else { ${body} }`;
  await fs.writeFile(file, `#!${process.execPath}\n${answer}\n`, { mode });
  return file;
}

const render = (ffmpegPath: string, signal = never): Promise<string> =>
  sceneVideoRenderer({ ffmpegPath }).render(order, path.join(folder, 'work'), {
    signal,
    onScene: () => undefined,
  });

async function* pictures(count: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < count; at += 1) yield await Promise.resolve(Buffer.alloc(1280 * 720 * 4, at * 40));
}

test('a full device is STORAGE_FULL', async () => {
  const real = await findFfmpeg({});
  await expect(runFfmpeg(real, sceneArguments('/dev/full'), never, pictures(5))).rejects.toMatchObject({
    code: 'STORAGE_FULL',
  });
});

test.each([
  ['No space left on device', 'STORAGE_FULL'],
  ['Disk quota exceeded', 'STORAGE_FULL'],
  ['Invalid argument', 'GENERATION_FAILED'],
])(
  '"%s" becomes %s, with what ffmpeg said as the cause, and nothing half done stays',
  async (words, code) => {
    const broken = await ffmpegThat(
      `process.stdin.resume().once('data', () => { console.error(${JSON.stringify(words)}); process.exit(1); });`,
    );
    await expect(render(broken)).rejects.toMatchObject({
      code,
      cause: { message: expect.stringContaining(words) as string },
    });
    expect(await fs.readdir(path.join(folder, 'work'))).toEqual(['manifest.json']);
  },
);

test('complaints count even when the exit is a success, as older builds do on a full disk', async () => {
  const lying = await ffmpegThat(
    `process.stdin.resume().on('end', () => { console.error('av_interleaved_write_frame(): No space left on device'); });`,
  );
  await expect(render(lying)).rejects.toMatchObject({ code: 'STORAGE_FULL' });
});

test('an ffmpeg that ends before it has read everything is a failure, not a crash', async () => {
  await expect(render(await ffmpegThat('process.exit(3);'))).rejects.toMatchObject({
    code: 'GENERATION_FAILED',
    cause: { message: expect.stringContaining('3') as string },
  });
});

test('an ffmpeg that hangs is killed when the render is cancelled', async () => {
  const pidFile = path.join(folder, 'pid');
  const hanging = await ffmpegThat(
    `require('fs').writeFileSync(${JSON.stringify(pidFile)}, String(process.pid)); process.on('SIGTERM', () => {}); setInterval(() => {}, 1000);`,
  );
  const abort = new AbortController();
  const reason = new Error('cancelled');
  const rendering = render(hanging, abort.signal);
  const pid = await untilWritten(pidFile);
  abort.abort(reason);
  await expect(rendering).rejects.toBe(reason);
  expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  expect(await fs.readdir(path.join(folder, 'work'))).toEqual(['manifest.json']);
});

test('an ffmpeg that makes no progress is ended, as something that may go better next time', async () => {
  const pidFile = path.join(folder, 'pid');
  const hanging = await ffmpegThat(
    `require('fs').writeFileSync(${JSON.stringify(pidFile)}, String(process.pid)); setInterval(() => {}, 1000);`,
  );
  const running = runFfmpeg(hanging, [], never, undefined, 3_000);
  const pid = await untilWritten(pidFile);
  await expect(running).rejects.toThrow('no progress');
  await expect(running).rejects.not.toHaveProperty('code');
  expect(() => process.kill(pid, 0)).toThrow('ESRCH');
});

test('one that is slow, but tells of its progress, is waited for', async () => {
  const slow = await ffmpegThat(
    `let told = 0; const timer = setInterval(() => { console.log('frame=' + ++told); if (told === 20) clearInterval(timer); }, 200);`,
  );
  await expect(runFfmpeg(slow, [], never, undefined, 3_000)).resolves.toBeUndefined();
});

async function untilWritten(file: string): Promise<number> {
  for (;;) {
    const text = await fs.readFile(file, 'utf8').catch(() => '');
    if (text) return Number(text);
    await new Promise(setImmediate);
  }
}

describe('the ffmpeg to use', () => {
  const missing = '/nowhere/ffmpeg';

  afterEach(() => void vi.restoreAllMocks());

  /** A package whose binary is not executable, for its install script did not run. */
  async function packagedFfmpeg() {
    const file = await ffmpegThat('', undefined, 0o644);
    return { file, packaged: () => Promise.resolve({ path: file, version: '7' }) };
  }

  test('is the configured one, and no other when that cannot be used', async () => {
    const file = await ffmpegThat('');
    await expect(findFfmpeg({ ffmpegPath: file })).resolves.toBe(file);
    await expect(findFfmpeg({ ffmpegPath: missing })).rejects.toMatchObject({
      code: 'GENERATION_FAILED',
    });
    const poor = await ffmpegThat('', ' V..... mpeg4 \n A..... aac ');
    await expect(findFfmpeg({ ffmpegPath: poor })).rejects.toMatchObject({ code: 'GENERATION_FAILED' });
  });

  test('is the system’s where there is one', async () => {
    const systemFfmpeg = await ffmpegThat('');
    await expect(findFfmpeg({ systemFfmpeg })).resolves.toBe(systemFfmpeg);
  });

  test('is the packaged one elsewhere, made executable where its install script did not run', async () => {
    const { file, packaged } = await packagedFfmpeg();
    await expect(findFfmpeg({ systemFfmpeg: missing, packaged })).resolves.toBe(file);
    expect((await fs.stat(file)).mode & 0o111).not.toBe(0);
  });

  test('is a copy of the packaged one in an installation that may not be changed', async () => {
    const { file, packaged } = await packagedFfmpeg();
    const cacheFolder = path.join(folder, 'cache');
    const readOnly = Object.assign(new Error('read-only'), { code: 'EROFS' });
    vi.spyOn(fs, 'chmod').mockRejectedValueOnce(readOnly);
    await expect(findFfmpeg({ systemFfmpeg: missing, packaged, cacheFolder })).resolves.toBe(
      path.join(cacheFolder, 'ffmpeg-7'),
    );
    expect(await fs.readdir(cacheFolder)).toEqual(['ffmpeg-7']);
    expect((await fs.stat(file)).mode & 0o111).toBe(0);
  });
});
