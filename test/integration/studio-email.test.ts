import { platform as testPlatform, type TestPlatform, type TestUser } from '../support/platform';

/** How the address of an account is proven: by a code that only its owner reads. */

let platform: TestPlatform;
let user: TestUser;
beforeAll(async () => {
  platform = await testPlatform();
});
beforeEach(async () => {
  user = await platform.signUp();
});
afterAll(() => platform.close());

const mailsTo = (address: string) => platform.mails.filter(({ to }) => to === address);
/** The code of the newest mail, when so many have come. */
async function newestCode(address: string, count: number): Promise<string> {
  while (mailsTo(address).length < count) await new Promise(setImmediate);
  return /\d{6}/.exec(mailsTo(address).at(-1)?.text ?? '')?.[0] ?? '';
}
const askForCode = (as = user) => as.api.post('/api/v1/auth/email/code');
const confirm = (code: string, as = user) => as.api.post('/api/v1/auth/email/confirm', { code });
const isProven = async (as = user) =>
  ((await as.api.get('/api/v1/auth/email')).body.data as { email_verified: boolean }).email_verified;

test('registering sends a code, and bringing it proves the address', async () => {
  expect(await isProven()).toBe(false);
  const { body } = await confirm(await newestCode(user.email, 1));
  expect(body).toMatchObject({ code: 200, data: { email: user.email, email_verified: true } });
  expect(await isProven()).toBe(true);
});

test('another code is asked for, and the one before dies', async () => {
  const first = await newestCode(user.email, 1);
  expect((await askForCode()).body).toMatchObject({ data: { email: user.email, email_verified: false } });
  const second = await newestCode(user.email, 2);
  if (first !== second) expect((await confirm(first)).body).toMatchObject({ code: 400 });
  expect((await confirm(second)).status).toBe(200);
  // A code is good once, and who is proven needs none.
  await askForCode();
  expect(mailsTo(user.email)).toHaveLength(2);
  expect((await confirm(second)).body).toMatchObject({ data: { email_verified: true } });
});

test('a code of another’s address proves nothing, and neither does a guess or an old one', async () => {
  const other = await platform.signUp();
  const own = await newestCode(user.email, 1);
  const others = await newestCode(other.email, 1);
  if (own !== others) expect((await confirm(others)).status).toBe(400);
  for (const code of ['12345', '1234567', 'abcdef', '']) expect((await confirm(code)).status).toBe(400);
  platform.advance(601_000);
  expect((await confirm(own)).body).toMatchObject({ code: 400, message: '验证码错误或已过期' });
  expect(await isProven()).toBe(false);
});

test('codes are few, and so are tries', async () => {
  for (let n = 0; n < 3; n++) expect((await askForCode()).status).toBe(200);
  const { status, headers } = await askForCode();
  expect([status, headers.get('retry-after')]).toEqual([429, expect.stringMatching(/^\d+$/)]);
  const code = await newestCode(user.email, 4);
  const wrong = code === '000000' ? '000001' : '000000';
  for (let n = 0; n < 5; n++) expect((await confirm(wrong)).status).toBe(400);
  expect((await confirm(code)).status).toBe(400);
  expect(await isProven()).toBe(false);
});

test('who is not signed in is told so', async () => {
  expect((await platform.api.post('/api/v1/auth/email/code')).status).toBe(401);
  expect((await platform.api.post('/api/v1/auth/email/confirm', { code: '123456' })).status).toBe(401);
});
