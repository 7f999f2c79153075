import { createCanvas, loadImage } from '@napi-rs/canvas';
import { QueryTypes } from 'sequelize';
import { fromSomewhere, someone } from '../support/gateway';
import { platform, type TestPlatform } from '../support/platform';

/** The picture of four digits that the relay surface asks for where it is told to. */

let relay: TestPlatform;

beforeAll(async () => {
  relay = await platform({ settings: { trustProxy: 1, relayCaptcha: true } });
});
afterAll(() => relay.close());

const INVALID = { code: 400, message: '人机验证缺失或已失效' };

/** A picture's id, and the digits that only somebody who looks at it knows. */
async function solved(): Promise<{ captcha_id: string; captcha: string }> {
  const { body } = await relay.api.get('/api/auth/captcha', fromSomewhere());
  const rows = await relay.db.query<{ payload: unknown }>(
    `SELECT payload FROM one_time_tokens WHERE purpose = 'digit_captcha' ORDER BY expires_at DESC LIMIT 1`,
    { type: QueryTypes.SELECT },
  );
  const payload = rows[0]?.payload;
  const { digits } = (typeof payload === 'string' ? JSON.parse(payload) : payload) as { digits: string };
  return { captcha_id: body.data.captcha_id as string, captcha: digits };
}

const register = (body: object) => relay.api.post('/api/auth/register', body, fromSomewhere());
const login = (body: object) => relay.api.post('/api/auth/login', body, fromSomewhere());

test('is a picture in which there is something to read', async () => {
  const { status, body } = await relay.api.get('/api/auth/captcha', fromSomewhere());
  expect(status).toBe(200);
  expect(body).toMatchObject({ code: 0, message: 'success', data: { enabled: true } });
  const [, base64 = ''] = (body.data.image as string).split('data:image/png;base64,');
  const image = await loadImage(Buffer.from(base64, 'base64'));
  expect([image.width, image.height]).toEqual([140, 48]);
  const context = createCanvas(image.width, image.height).getContext('2d');
  context.drawImage(image, 0, 0);
  // Each of the four digits has left its ink in its quarter.
  for (let place = 0; place < 4; place++) {
    const { data } = context.getImageData(10 + place * 31, 4, 28, 40);
    const dark = Array.from(
      { length: data.length / 4 },
      (_, i) => data[i * 4]! + data[i * 4 + 1]! + data[i * 4 + 2]!,
    );
    expect(dark.filter((sum) => sum < 450).length).toBeGreaterThan(40);
  }
  expect((await relay.api.get('/api/auth/captcha/status')).body.data).toEqual({
    captcha_enabled: true,
    login_rate_limit_enabled: true,
  });
});

test('registering and signing in take one each', async () => {
  const account = someone();
  expect((await register(account)).body).toEqual(INVALID);
  expect((await register({ ...account, ...(await solved()) })).status).toBe(201);
  expect((await login(account)).body).toEqual(INVALID);
  expect((await login({ ...account, ...(await solved()) })).status).toBe(200);
});

test('is good for one try, right or wrong', async () => {
  const account = someone();
  const right = await solved();
  await register({ ...account, ...right });
  expect((await login({ ...account, ...right })).body).toEqual(INVALID);

  const mistaken = await solved();
  const captcha = mistaken.captcha === '0000' ? '0001' : '0000';
  expect((await login({ ...account, ...mistaken, captcha })).body).toEqual(INVALID);
  expect((await login({ ...account, ...mistaken })).body).toEqual(INVALID);
});

test('of two who bring it at once, one is let through', async () => {
  const right = await solved();
  const answers = await Promise.all([1, 2, 3, 4].map(() => register({ ...someone(), ...right })));
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 400, 400, 400]);
});

test('is too old after five minutes', async () => {
  const right = await solved();
  relay.advance(300_000);
  expect((await register({ ...someone(), ...right })).body).toEqual(INVALID);
});

test('ten pictures a minute from one address', async () => {
  const headers = fromSomewhere();
  for (let i = 0; i < 10; i++) expect((await relay.api.get('/api/auth/captcha', headers)).status).toBe(200);
  expect((await relay.api.get('/api/auth/captcha', headers)).status).toBe(429);
});

test('is empty where none is asked for', async () => {
  const open = await platform();
  try {
    expect((await open.api.get('/api/auth/captcha')).body.data).toEqual({
      captcha_id: '',
      image: '',
      enabled: false,
    });
    expect((await open.api.get('/api/auth/captcha/status')).body.data.captcha_enabled).toBe(false);
  } finally {
    await open.close();
  }
});
