import { AGENT_LIMITS } from '../../api/agent/limits';
import type { ApiAnswer } from '../support/api-client';
import { newAddress, newAgentUser } from '../support/agent-user';
import { platform, type PlatformOptions, type TestPlatform } from '../support/platform';

/** The limits of the surface's documentation, as they are when nobody sets others. */

const texts: string[] = [];
const OPTIONS: PlatformOptions = {
  settings: { trustProxy: ['loopback'], agentLimits: AGENT_LIMITS },
  sms: { sendCode: async (phone) => void texts.push(phone) },
};

let agent: TestPlatform;
beforeAll(async () => {
  agent = await platform(OPTIONS);
});
afterAll(() => agent.close());

let address = 1;
/** A caller whom no test has counted before. */
const from = (ip = `198.51.100.${address++}`) => ({ 'x-forwarded-for': ip });

function expectLimited(answer: ApiAnswer): void {
  expect([answer.status, answer.body.message]).toEqual([429, 'common.error.rateLimited']);
  const seconds = Number(answer.headers.get('retry-after'));
  expect(seconds).toBeGreaterThan(0);
  expect(seconds).toBeLessThanOrEqual(60);
  expect(answer.body.data).toEqual({ retryAfter: seconds });
}

test('five sign-ins a minute and address, whichever way is tried', async () => {
  const headers = from();
  const tries = [
    () => agent.api.post('/api/auth/login', { email: newAddress(), password: 'x' }, headers),
    () => agent.api.post('/api/auth/login/email', { email: newAddress(), code: '123456' }, headers),
    () => agent.api.post('/api/auth/login/phone', { phone: '13800138000', code: '123456' }, headers),
    () => agent.api.post('/agent/api/auth/login', { email: newAddress(), password: 'x' }, headers),
    () => agent.api.post('/api/auth/login', { nonsense: true }, headers),
  ];
  for (const attempt of tries) expect((await attempt()).status).not.toBe(429);
  for (const attempt of tries) expectLimited(await attempt());
  const elsewhere = await agent.api.post('/api/auth/login', { email: newAddress(), password: 'x' }, from());
  expect(elsewhere.status).toBe(401);
});

test('the right password does not help who is over the limit', async () => {
  const user = await newAgentUser(agent);
  const headers = from();
  const attempt = (password: string) =>
    agent.api.post('/api/auth/login', { email: user.email, password }, headers);
  for (let i = 0; i < 5; i++) expect((await attempt('Wrong@Pass1')).status).toBe(401);
  expectLimited(await attempt(user.password));
});

test('one code a minute for an address, from wherever it is asked for', async () => {
  const email = newAddress();
  const sent = agent.mails.length;
  expect((await agent.api.post('/api/auth/email/send', { email }, from())).status).toBe(200);
  for (const written of [email, email.toUpperCase()]) {
    expectLimited(await agent.api.post('/api/auth/email/send', { email: written }, from()));
  }
  expect(agent.mails.length - sent).toBe(1);
  expect((await agent.api.post('/api/auth/email/send', { email: newAddress() }, from())).status).toBe(200);
});

test('one code a minute for a phone', async () => {
  const phone = '13700000001';
  expect((await agent.api.post('/api/auth/sms/send', { phone }, from())).status).toBe(200);
  expectLimited(await agent.api.post('/api/auth/sms/send', { phone }, from()));
  expect(texts.filter((to) => to === phone)).toHaveLength(1);
});

test('sixty codes a minute and address of the caller, whomever they are for', async () => {
  const headers = from();
  const send = () => agent.api.post('/api/auth/email/send', { email: newAddress() }, headers);
  for (let i = 0; i < 60; i++) expect((await send()).status).toBe(200);
  expectLimited(await send());
});

test('sixty other requests a minute and user', async () => {
  const user = await newAgentUser(agent);
  for (let i = 0; i < 60; i++) expect((await user.api.get('/api/auth/me', from())).status).toBe(200);
  expectLimited(await user.api.get('/api/auth/me', from()));
  const other = await newAgentUser(agent);
  expect((await other.api.get('/api/auth/me')).status).toBe(200);
});

test('without Redis the limits still hold', async () => {
  const alone = await platform({ ...OPTIONS, redisUrl: 'redis://127.0.0.1:1' });
  try {
    const headers = from();
    const attempt = () => alone.api.post('/api/auth/login', { email: newAddress(), password: 'x' }, headers);
    for (let i = 0; i < 5; i++) expect((await attempt()).status).toBe(401);
    expectLimited(await attempt());
    const email = newAddress();
    expect((await alone.api.post('/api/auth/email/send', { email }, from())).status).toBe(200);
    expectLimited(await alone.api.post('/api/auth/email/send', { email }, from()));
  } finally {
    await alone.close();
  }
});
