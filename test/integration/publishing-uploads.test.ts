import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { openPiece } from '../../activities/open-piece';
import { boundedBytes } from '../../domain/bounded-bytes';
import { systemClock } from '../../domain/clock';
import type { Artifact } from '../../domain/jobs/artifacts';
import type { PlatformSession, PublishingApi } from '../../domain/publishing/adapter';
import type { Post } from '../../domain/publishing/post';
import { createDouyin } from '../../providers/publishing/douyin/douyin';
import { createKuaishou } from '../../providers/publishing/kuaishou/kuaishou';
import { startDouyin, type DouyinSimulator } from '../../simulators/publishing/douyin';
import { startKuaishou, type KuaishouSimulator } from '../../simulators/publishing/kuaishou';
import { eventually } from '../support/eventually';
import { gate } from '../support/gate';

/** What uploads hold of their files while they bring them. */

const CLIENT = { key: 'client-of-the-tests', secret: 'a secret of the client' };
const MB = 1024 * 1024;
const VIDEO = Buffer.alloc(45 * MB, 'a video of some size');
const SHA256 = createHash('sha256').update(VIDEO).digest('hex');
const MOST = 20 * MB;

let douyin: DouyinSimulator;
let kuaishou: KuaishouSimulator;

beforeAll(async () => {
  [douyin, kuaishou] = await Promise.all([startDouyin(CLIENT), startKuaishou(CLIENT)]);
});
afterAll(() => Promise.all([douyin.close(), kuaishou.close()]));

const video = { bytes: VIDEO.length, fileName: 'video.mp4', contentType: 'video/mp4' } as Artifact;
const post: Post = { kind: 'video', title: '大视频', text: '', media: [video] };

async function upload(
  api: PublishingApi,
  given: Record<string, string>,
  withBytes: PlatformSession['withBytes'],
): Promise<Record<string, string>> {
  const { signal } = new AbortController();
  const { token, externalId, credentials } = await api.recognise(given, signal);
  const references: Record<string, string> = {};
  await api.upload(post, {
    ...{ accessToken: token.access, externalId, credentials, references, signal, withBytes },
    keep: (more) => Promise.resolve(void Object.assign(references, more)),
    take: () => Promise.resolve(true),
    cover: () => Promise.resolve(Buffer.alloc(0)),
  });
  return references;
}

test('a video is brought in pieces, and all uploads together hold no more than they may', async () => {
  const settings = { timeoutMs: 60_000, now: () => systemClock.now() };
  const { key, secret } = CLIENT;
  let held = 0;
  let [largest, mostHeld] = [0, 0];
  const bounded = boundedBytes(MOST);
  const open = openPiece({
    bounded,
    open: (_file, range) => {
      const { start, end } = range ?? { start: 0, end: VIDEO.length - 1 };
      largest = Math.max(largest, end + 1 - start);
      return Promise.resolve(Readable.from([VIDEO.subarray(start, end + 1)]));
    },
  });
  const withBytes: (signal: AbortSignal) => PlatformSession['withBytes'] = (signal) => (file, work, range) =>
    open(
      file,
      signal,
      async (bytes) => {
        held += bytes.length;
        mostHeld = Math.max(mostHeld, held);
        try {
          return await work(bytes);
        } finally {
          held -= bytes.length;
        }
      },
      range,
    );
  const { signal } = new AbortController();
  const brought = await Promise.all([
    ...Array.from({ length: 3 }, () =>
      upload(
        createDouyin({ ...settings, url: douyin.url }),
        { client_key: key, client_secret: secret, code: douyin.newCode() },
        withBytes(signal),
      ),
    ),
    ...Array.from({ length: 2 }, () =>
      upload(
        createKuaishou({ ...settings, url: kuaishou.url }),
        { app_id: key, app_secret: secret, code: kuaishou.newCode() },
        withBytes(signal),
      ),
    ),
  ]);
  expect(largest).toBeLessThanOrEqual(10 * MB);
  expect(mostHeld).toBeLessThanOrEqual(MOST);
  const ids = brought.flatMap(({ video: id }) => (id === undefined ? [] : [id]));
  expect(ids.map((id) => douyin.sha256Of(id))).toEqual([SHA256, SHA256, SHA256]);
}, 60_000);

describe('the room for pieces', () => {
  const { signal } = new AbortController();

  test('is given in the order of asking, also to what needs much of it', async () => {
    const bounded = boundedBytes(10);
    const first = gate();
    const began: string[] = [];
    const note = (name: string) => () => Promise.resolve(void began.push(name));
    const all = [
      bounded(6, signal, () => (began.push('first'), first.passed)),
      bounded(50, signal, note('alone')),
      bounded(1, signal, note('last')),
    ];
    await eventually(() => Promise.resolve(expect(began).toEqual(['first'])));
    first.open();
    await Promise.all(all);
    expect(began).toEqual(['first', 'alone', 'last']);
  });

  test('is not waited for by what is given up, and comes back from what fails', async () => {
    const bounded = boundedBytes(10);
    const first = gate();
    const working = bounded(10, signal, () => first.passed);
    const gaveUp = new AbortController();
    const waiting = bounded(10, gaveUp.signal, () => Promise.resolve('never'));
    const behind = bounded(10, signal, () => Promise.resolve('behind'));
    gaveUp.abort(new Error('given up'));
    await expect(waiting).rejects.toThrow('given up');
    await expect(bounded(1, gaveUp.signal, () => Promise.resolve(1))).rejects.toThrow('given up');
    first.open();
    await working;
    expect(await behind).toBe('behind');
    await expect(bounded(10, signal, () => Promise.reject(new Error('failed')))).rejects.toThrow('failed');
    expect(await bounded(10, signal, () => Promise.resolve('next'))).toBe('next');
  });
});
