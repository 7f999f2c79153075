import { credits } from '../../domain/credits';
import { PLATFORM, userAccount } from '../../domain/ledger/accounts';
import { startGoogle, type TestGoogle } from '../support/agent-google';
import { codeFor, codeIn, newAgentUser, register, type AgentUser } from '../support/agent-user';
import { platform, type TestPlatform } from '../support/platform';

/** The examples of the surface's own documentation, each as it is written there: the same request, the same shape back. */

let agent: TestPlatform;
let user: AgentUser;
let google: TestGoogle;
const texts: { phone: string; code: string }[] = [];

beforeAll(async () => {
  google = await startGoogle();
  agent = await platform({
    oauth: { google: google.adapter },
    sms: { sendCode: async (phone, code) => void texts.push({ phone, code }) },
  });
  user = await newAgentUser(agent);
});
afterAll(async () => {
  await agent.close();
  await google.stop();
});

const UUID = expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
const JWT = expect.stringMatching(/^eyJ/);
const TIMESTAMP = expect.any(Number);

const loginResponse = (person: object) => ({
  code: 200,
  message: 'success.login',
  data: {
    accessToken: JWT,
    refreshToken: JWT,
    expiresIn: 7200,
    user: {
      userId: UUID,
      username: expect.any(String),
      nickname: null,
      avatarUrl: null,
      email: null,
      phone: null,
      credits: 0,
      totalCreditsUsed: 0,
      status: 1,
      onboardingCompleted: false,
      subscription: {
        planId: 'free',
        expiresAt: null,
        billingCycle: null,
        autoRenew: false,
        isActive: false,
      },
      ...person,
    },
  },
  timestamp: TIMESTAMP,
});

test('2 and 1: register with a code, then sign in with the password', async () => {
  const code = await codeFor(agent, 'newuser@example.com');
  const registered = await agent.api.post('/api/auth/register', {
    email: 'newuser@example.com',
    password: 'Strong@Pass1',
    code,
    nickname: 'Tony Stark',
    avatarUrl: 'https://example.com/tony.png',
  });
  expect(registered.status).toBe(200);
  expect(registered.body).toEqual({
    code: 200,
    message: 'success.register',
    data: { userId: UUID, username: 'newuser@example.com' },
    timestamp: TIMESTAMP,
  });

  const login = await agent.api.post('/api/auth/login', {
    email: 'newuser@example.com',
    password: 'Strong@Pass1',
  });
  expect(login.status).toBe(200);
  expect(login.body).toEqual(
    loginResponse({
      userId: registered.body.data.userId,
      username: 'newuser@example.com',
      nickname: 'Tony Stark',
      avatarUrl: 'https://example.com/tony.png',
      email: 'newuser@example.com',
    }),
  );
  expect(login.text).not.toMatch(/password|argon2/);
});

test('3: a code signs in without a password, and makes who is not known', async () => {
  const sent = await agent.api.post('/api/auth/email/send', { email: 'user@example.com' });
  expect(sent.body).toEqual({ code: 200, message: 'success.codeSent', data: null, timestamp: TIMESTAMP });
  const code = codeIn(agent.mails.at(-1)?.text);
  const login = await agent.api.post('/api/auth/login/email', { email: 'user@example.com', code });
  expect(login.body).toEqual(loginResponse({ username: 'user@example.com', email: 'user@example.com' }));
});

test('4: a code signs in by phone', async () => {
  const sent = await agent.api.post('/api/auth/sms/send', { phone: '13800138000' });
  expect(sent.body).toMatchObject({ code: 200, message: 'success.codeSent', data: null });
  const { phone, code } = texts.at(-1)!;
  expect(phone).toBe('13800138000');
  const login = await agent.api.post('/api/auth/login/phone', { phone, code });
  expect(login.body).toEqual(loginResponse({ phone: '13800138000' }));
});

test('5: Google, with the state of step 1', async () => {
  const begun = await agent.api.get('/api/auth/oauth2/google/state');
  expect(begun.body).toEqual({
    code: 200,
    message: 'success',
    data: { state: expect.stringMatching(/^[\w-]{43}$/) },
    timestamp: TIMESTAMP,
  });
  const code = google.personSignsIn({ subject: 'g-1', email: 'tony@example.com', emailVerified: true });
  const login = await agent.api.post('/api/auth/oauth2/google', { code, state: begun.body.data.state });
  expect(login.body).toEqual(loginResponse({ username: 'tony@example.com', email: 'tony@example.com' }));
});

test('6: new tokens for a refresh token', async () => {
  const refreshed = await agent.api.post('/api/auth/refresh', { refreshToken: user.refreshToken });
  expect(refreshed.body).toEqual({
    code: 200,
    message: 'success.refresh',
    data: { accessToken: JWT, refreshToken: JWT, expiresIn: 7200 },
    timestamp: TIMESTAMP,
  });
  const me = await agent.api.as(refreshed.body.data.accessToken).get('/api/auth/me');
  expect(me.body).toEqual({
    code: 200,
    message: 'success',
    data: { userId: user.uuid },
    timestamp: TIMESTAMP,
  });
});

test('6: from another device, the key that the documentation names', async () => {
  const somebody = await newAgentUser(agent);
  const answer = await agent.api.post(
    '/api/auth/refresh',
    { refreshToken: somebody.refreshToken },
    { 'user-agent': 'another device' },
  );
  expect(answer.status).toBe(401);
  expect(answer.body).toEqual({
    code: 401,
    message: 'auth.error.deviceVerifyFailed',
    data: null,
    timestamp: TIMESTAMP,
  });
});

test('7: another password', async () => {
  const somebody = await newAgentUser(agent);
  const changed = await somebody.api.post('/api/auth/password/change', { newPassword: 'NewStrong@1' });
  expect(changed.body).toEqual({
    code: 200,
    message: 'success.passwordChanged',
    data: null,
    timestamp: TIMESTAMP,
  });
});

test('8: after the logout the token is worth nothing', async () => {
  const somebody = await newAgentUser(agent);
  const out = await somebody.api.post('/api/auth/logout');
  expect(out.body).toEqual({ code: 200, message: 'success.logout', data: null, timestamp: TIMESTAMP });
  const me = await somebody.api.get('/api/auth/me');
  expect(me.status).toBe(401);
  expect(me.body.message).toBe('auth.error.tokenInvalid');
});

test('credits have up to 8 decimals, and a membership is shown as a subscription', async () => {
  const email = 'rich@example.com';
  await register(agent, email, 'Strong@Pass1');
  await agent.db.query(
    `UPDATE users SET membership_type = 'yearly', membership_end_at = '2099-05-13 16:00:00.000' WHERE email = ?`,
    { replacements: [email] },
  );
  const [rows] = await agent.db.query('SELECT id FROM users WHERE email = ?', { replacements: [email] });
  await buyAndSpend((rows as { id: number }[])[0]!.id, '100.00000001', '27', '3.5');
  const login = await agent.api.post('/api/auth/login', { email, password: 'Strong@Pass1' });
  expect(login.body.data.user).toMatchObject({
    credits: 76.50000001,
    totalCreditsUsed: 23.5,
    subscription: {
      planId: 'pro',
      expiresAt: '2099-05-14T00:00:00+08:00',
      billingCycle: 'yearly',
      autoRenew: false,
      isActive: true,
    },
  });
});

async function buyAndSpend(userId: number, bought: string, spent: string, refunded: string): Promise<void> {
  const wallet = userAccount(userId);
  const about = { reference: `test/${userId}`, description: 'test' };
  await agent.ledger.transfer({
    key: `buy/${userId}`,
    from: PLATFORM.sales,
    to: wallet,
    amount: credits(bought),
    kind: 'recharge',
    ...about,
  });
  await agent.ledger.transfer({
    key: `spend/${userId}`,
    from: wallet,
    to: PLATFORM.revenue,
    amount: credits(spent),
    kind: 'consume',
    ...about,
  });
  await agent.ledger.transfer({
    key: `refund/${userId}`,
    from: PLATFORM.revenue,
    to: wallet,
    amount: credits(refunded),
    kind: 'refund',
    ...about,
  });
}
