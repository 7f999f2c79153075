import { randomBytes } from 'node:crypto';
import { LINK_MS } from '../../domain/jobs/artifacts';
import { platform, type TestPlatform } from '../support/platform';

/** A finished job's file, as a browser, a video player and a download manager ask for it. */

let studio: TestPlatform;
let url: string;
let jobId: string;
const bytes = randomBytes(300_000);

beforeAll(async () => {
  studio = await platform();
  const user = await studio.signUp(100);
  const { body } = await user.api.post('/api/v1/video/generate', { script: '日出', duration: 3 });
  jobId = (body.data.task_id as string).replace('video_task_', '');
  await studio.jobs.started(jobId);
  await studio.artifacts.save(jobId, 'video', bytes, { fileName: '日出 "一".mp4', contentType: 'video/mp4' });
  await studio.jobs.succeed(jobId, {});
  const status = await user.api.get(`/api/v1/video/${body.data.task_id}/status`);
  url = status.body.data.video_url as string;
});
afterAll(() => studio.close());

async function ask(headers: Record<string, string> = {}, method = 'GET') {
  const response = await fetch(url, { method, headers });
  return {
    status: response.status,
    headers: response.headers,
    body: Buffer.from(await response.arrayBuffer()),
  };
}

test('comes whole, under its own name, without any credential', async () => {
  const { status, headers, body } = await ask();
  expect(status).toBe(200);
  expect(body.equals(bytes)).toBe(true);
  expect(Object.fromEntries(headers)).toMatchObject({
    'content-type': 'video/mp4',
    'content-length': '300000',
    'accept-ranges': 'bytes',
    'content-disposition': `inline; filename="video-${jobId.slice(0, 8)}.mp4"; filename*=UTF-8''%E6%97%A5%E5%87%BA%20%22%E4%B8%80%22.mp4`,
    'x-content-type-options': 'nosniff',
    etag: expect.stringMatching(/^"[0-9a-f]{64}"$/),
  });
});

test.each([
  ['bytes=0-99', 0, 99],
  ['bytes=299999-', 299_999, 299_999],
  ['bytes=-500', 299_500, 299_999],
  ['bytes=299990-400000', 299_990, 299_999],
  ['bytes=-400000', 0, 299_999],
])('comes in part for Range: %s', async (range, start, end) => {
  const { status, headers, body } = await ask({ range });
  expect(status).toBe(206);
  expect(headers.get('content-range')).toBe(`bytes ${start}-${end}/300000`);
  expect(headers.get('content-length')).toBe(String(end - start + 1));
  expect(body.equals(bytes.subarray(start, end + 1))).toBe(true);
});

test.each(['bytes=0-1,5-6', 'bytes=9-3', 'bytes=-', 'lines=1-2', 'bytes=a-b'])(
  'comes whole for the Range %s, which asks for no one part',
  async (range) => {
    const { status, body } = await ask({ range });
    expect(status).toBe(200);
    expect(body).toHaveLength(300_000);
  },
);

test.each(['bytes=300000-', 'bytes=-0'])('is refused for the Range %s, beyond its end', async (range) => {
  const { status, headers } = await ask({ range });
  expect(status).toBe(416);
  expect(headers.get('content-range')).toBe('bytes */300000');
});

test('is not sent again to who has it, and a part only to who has the rest of the same', async () => {
  const etag = (await ask()).headers.get('etag')!;
  expect((await ask({ 'if-none-match': etag })).status).toBe(304);
  expect((await ask({ range: 'bytes=0-9', 'if-range': etag })).status).toBe(206);
  expect((await ask({ range: 'bytes=0-9', 'if-range': '"older"' })).status).toBe(200);
});

test('is described without being sent', async () => {
  const { status, headers, body } = await ask({}, 'HEAD');
  expect(status).toBe(200);
  expect(headers.get('content-length')).toBe('300000');
  expect(body).toHaveLength(0);
});

describe('a link that is not ours', () => {
  const cases: [name: string, change: (link: URL) => void][] = [
    ['for another file', (link) => (link.pathname = '/files/3f0d6a52-8a35-4f0e-9f86-6a1f3c1f2f10')],
    ['that lasts longer', (link) => link.searchParams.set('expires', '99999999999')],
    ['with another signature', (link) => link.searchParams.set('signature', 'A'.repeat(43))],
    ['without a signature', (link) => link.searchParams.delete('signature')],
    ['with two signatures', (link) => link.searchParams.append('signature', 'x')],
    ['to a folder above', (link) => (link.pathname = '/files/..%2f..%2fetc%2fpasswd')],
  ];

  test.each(cases)('%s is refused', async (_name, change) => {
    const link = new URL(url);
    change(link);
    const response = await fetch(link);
    expect(response.status).toBe(403);
    expect(await response.json()).toEqual({ code: 403, message: '无权限', data: null });
  });

  test('one that has expired is refused', async () => {
    studio.advance(LINK_MS + 1000);
    expect((await ask()).status).toBe(403);
    studio.advance(-LINK_MS - 1000);
    expect((await ask()).status).toBe(200);
  });
});
