import { existsSync } from 'node:fs';
import { deflateSync } from 'node:zlib';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { newAgentUser, signIn, type AgentUser } from '../support/agent-user';
import { platform, type TestPlatform } from '../support/platform';

/** The profile, and the picture in it. */

let agent: TestPlatform;
let user: AgentUser;
beforeAll(async () => {
  agent = await platform();
  user = await newAgentUser(agent);
});
afterAll(() => agent.close());

const put = (path: string, body: unknown) => user.api.call('PUT', path, { body });

async function upload(
  file: Uint8Array,
  { type = 'image/png', field = 'file', path = '/api/users/me/avatar' } = {},
) {
  const form = new FormData();
  form.set(field, new Blob([Buffer.from(file)], { type }), 'picture');
  const response = await fetch(new URL(path, agent.baseUrl), {
    method: 'POST',
    headers: { authorization: `Bearer ${user.accessToken}` },
    body: form,
  });
  const body = (await response.json()) as {
    message: string;
    data: { avatarUrl: string; errors: { field: string; message: string }[] };
  };
  return { status: response.status, body };
}

/** A picture whose left half is red and whose right half is blue. */
function picture(width: number, height: number) {
  const canvas = createCanvas(width, height);
  const pen = canvas.getContext('2d');
  pen.fillStyle = '#ff0000';
  pen.fillRect(0, 0, width / 2, height);
  pen.fillStyle = '#0000ff';
  pen.fillRect(width / 2, 0, width / 2, height);
  return canvas;
}

describe('the profile', () => {
  test('has two addresses, and is the same at both', async () => {
    const [one, two] = [await user.api.get('/api/users/me'), await user.api.get('/api/user/profile')];
    expect(one.body.data).toEqual(two.body.data);
    expect(one.body.data).toEqual({
      userId: user.uuid,
      username: user.email,
      nickname: null,
      email: user.email,
      phone: null,
      avatarUrl: null,
      credits: 0,
      totalCreditsUsed: 0,
      subscription: {
        planId: 'free',
        expiresAt: null,
        billingCycle: null,
        autoRenew: false,
        isActive: false,
      },
      status: 1,
      createdTime: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00$/),
    });
  });

  test('keeps what is left out, and what nobody may set', async () => {
    const changed = await put('/api/users/me', {
      nickname: '鋼鐵人 🦾',
      credits: 1e6,
      role: 'admin',
      status: 0,
    });
    expect(changed.body).toMatchObject({
      message: 'success.profileUpdated',
      data: { nickname: '鋼鐵人 🦾' },
    });
    const after = await put('/api/user/profile', { avatarUrl: 'https://example.com/a.png' });
    expect(after.body.data).toMatchObject({
      nickname: '鋼鐵人 🦾',
      avatarUrl: 'https://example.com/a.png',
      email: user.email,
      credits: 0,
      status: 1,
    });
  });

  test.each([
    { nickname: '' },
    { nickname: '   ' },
    { nickname: 'x'.repeat(51) },
    { nickname: 'a\u0000b' },
    { avatarUrl: 'javascript:alert(1)' },
    { avatarUrl: 'https://x/"><script>' },
    { onboardingCompleted: false },
  ])('refuses %j', async (body) => {
    const answer = await put('/api/users/me', body);
    expect([answer.status, answer.body.message]).toEqual([400, 'common.error.param']);
    expect(answer.body.data.errors[0].field).toBe(`body.${Object.keys(body)[0]}`);
  });

  test('remembers that the first steps are done', async () => {
    await put('/api/users/me', { onboardingCompleted: true });
    const { body } = await signIn(agent, user.email, user.password);
    expect(body.data.user.onboardingCompleted).toBe(true);
  });

  test('is nobody else’s to read or change', async () => {
    for (const path of ['/api/users/me', '/api/user/profile', '/api/auth/me', '/api/users/me/sessions']) {
      expect((await agent.api.get(path)).status).toBe(401);
    }
    expect((await agent.api.call('PUT', '/api/users/me', { body: { nickname: 'x' } })).status).toBe(401);
  });
});

describe('the picture', () => {
  test.each(['png', 'jpeg', 'webp'] as const)(
    'of kind %s becomes a square PNG of its middle',
    async (kind) => {
      const file = await picture(800, 200).encode(kind as 'png');
      const { status, body } = await upload(file, { type: `image/${kind}` });
      expect([status, body.message]).toEqual([200, 'success.profileUpdated']);
      const { avatarUrl } = body.data;
      expect((await user.api.get('/api/users/me')).body.data.avatarUrl).toBe(avatarUrl);

      const shown = await fetch(avatarUrl);
      expect(shown.headers.get('content-type')).toBe('image/png');
      expect(shown.headers.get('x-content-type-options')).toBe('nosniff');
      expect(shown.headers.get('content-security-policy')).toContain("default-src 'none'");
      const image = await loadImage(Buffer.from(await shown.arrayBuffer()));
      expect([image.width, image.height]).toEqual([256, 256]);
      const canvas = createCanvas(256, 256);
      const pen = canvas.getContext('2d');
      pen.drawImage(image, 0, 0);
      const [red, , blue] = pen.getImageData(20, 128, 1, 1).data;
      const [red2, , blue2] = pen.getImageData(236, 128, 1, 1).data;
      expect(red! > 200 && blue! < 60 && red2! < 60 && blue2! > 200).toBe(true);
    },
  );

  test('has the other address too, and takes the place of the one before', async () => {
    const file = await picture(10, 10).encode('png');
    const before = (await upload(file)).body.data.avatarUrl;
    const after = (await upload(file, { path: '/api/user/avatar' })).body.data.avatarUrl;
    expect(after).not.toBe(before);
    expect((await fetch(before)).status).toBe(404);
    expect((await fetch(after)).status).toBe(200);
    expect(existsSync(agent.storagePath(`avatars/${before.split('/').at(-1)}`))).toBe(false);
  });

  test('of somebody else stays, whoever names it as theirs', async () => {
    const png = await picture(10, 10).encode('png');
    const { avatarUrl } = (await upload(png)).body.data;
    const stranger = await newAgentUser(agent);
    const name = (url: string) => stranger.api.call('PUT', '/api/users/me', { body: { avatarUrl: url } });
    expect((await name(avatarUrl)).status).toBe(200);
    expect((await name('https://example.com/a.png')).status).toBe(200);
    expect((await fetch(avatarUrl)).status).toBe(200);
    // One's own goes with the profile that named it.
    await put('/api/users/me', { avatarUrl: 'https://example.com/b.png' });
    expect((await fetch(avatarUrl)).status).toBe(404);
  });

  test('keeps nothing of the file but what is seen', async () => {
    const png = await picture(10, 10).encode('png');
    const hidden = Buffer.concat([png, Buffer.from('<script>alert(document.domain)</script>')]);
    const { body } = await upload(hidden);
    const shown = await fetch(body.data.avatarUrl);
    expect(Buffer.from(await shown.arrayBuffer()).includes('script')).toBe(false);
  });

  const SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>';
  const files: [string, () => Promise<Uint8Array> | Uint8Array][] = [
    ['an SVG', () => Buffer.from(SVG)],
    ['a page', () => Buffer.from('<!doctype html><script>alert(1)</script>')],
    ['a script that begins as a GIF', () => Buffer.from('GIF89a/*x*/=1;alert(1)')],
    ['a PNG of nothing but its first bytes', () => Buffer.from('89504e470d0a1a0a', 'hex')],
    [
      'a PNG with nonsense in it',
      async () => Buffer.concat([(await picture(9, 9).encode('png')).subarray(0, 33), Buffer.from(SVG)]),
    ],
    ['a JPEG without an end to its head', () => Buffer.from('ffd8ffffffffffffffff', 'hex')],
    ['a bomb: a small PNG of 30,000 × 30,000 pixels', () => bomb(30_000, 30_000)],
    ['a bomb that is narrow: 1 × 100,000 pixels', () => bomb(1, 100_000)],
    ['a picture without pixels', () => bomb(0, 0)],
    ['one pixel more than a side may have', async () => picture(4097, 1).encode('png')],
  ];
  test.each(files)('is not %s', async (_name, file) => {
    const before = (await user.api.get('/api/users/me')).body.data.avatarUrl as string;
    const started = process.memoryUsage().rss;
    const { status, body } = await upload(await file());
    expect([status, body.message]).toEqual([400, 'common.error.param']);
    expect(body.data.errors).toMatchObject([{ field: 'body.file' }]);
    expect(process.memoryUsage().rss - started).toBeLessThan(300 * 1024 * 1024);
    expect((await user.api.get('/api/users/me')).body.data.avatarUrl).toBe(before);
  });

  test('may have sides of 4096 pixels', async () => {
    expect((await upload(await picture(4096, 64).encode('png'))).status).toBe(200);
  });

  test('may not be larger than 5 MB', async () => {
    const { status, body } = await upload(Buffer.alloc(5 * 1024 * 1024 + 1, 1));
    expect(status).toBe(400);
    expect(body.data.errors).toEqual([{ field: 'body.file', message: '不能超过 5 MB' }]);
  });

  test('comes in a form, in its field', async () => {
    const png = await picture(9, 9).encode('png');
    expect((await upload(png, { field: 'picture' })).status).toBe(400);
    const json = await user.api.post('/api/users/me/avatar', { file: 'x' });
    expect([json.status, json.body.message]).toEqual([400, 'common.error.param']);
  });

  test('is found only by its name', async () => {
    const names = [
      '',
      'x.png',
      '..%2f..%2fetc%2fpasswd',
      '%2e%2e.png',
      '4f1c8a9e02b7d653-7b0f6c1e-57a1-4c40-8d6c-1f3f0f7a5520.png',
      '%E0%A4%A.png',
    ];
    for (const name of names) {
      const { status } = await fetch(`${agent.baseUrl}/avatars/${name}`);
      expect([name, status]).toEqual([name, 404]);
    }
  });
});

/** A PNG of nothing but zeros, which are packed a thousandfold. */
function bomb(width: number, height: number): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([1, 0], 8);
  const data = deflateSync(Buffer.alloc(Math.min(50_000_000, height * (Math.ceil(width / 8) + 1))));
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', head),
    chunk('IDAT', data),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

function crc32(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}
