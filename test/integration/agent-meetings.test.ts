import { randomBytes } from 'node:crypto';
import { newAddress, newAgentUser } from '../support/agent-user';
import { platform, type TestPlatform } from '../support/platform';

/** The two paths that the agent surface and the relay share: which of them answers at the root. */

let agent: TestPlatform;
beforeAll(async () => {
  agent = await platform();
});
afterAll(() => agent.close());

const isAgent = (body: Record<string, unknown>) => Object.hasOwn(body, 'timestamp');

test('who names a user by `username` signs in to the relay, others to the agent surface', async () => {
  const username = `user_${randomBytes(6).toString('hex')}`;
  const account = { username, password: 'password123', email: newAddress() };
  const registered = await agent.api.post('/api/auth/register', account);
  expect(registered.status).toBe(201);
  expect(registered.body).toMatchObject({ code: 0, data: { username } });
  const relay = await agent.api.post('/api/auth/login', { username, password: account.password });
  expect(relay.body).toMatchObject({ code: 0, data: { token: expect.any(String) } });

  const user = await newAgentUser(agent);
  const login = await agent.api.post('/api/auth/login', { email: user.email, password: user.password });
  expect(login.body).toMatchObject({ code: 200, message: 'success.login' });
});

test('each surface is whole under its own prefix', async () => {
  const body = { email: newAddress(), username: 'somebody', password: 'Wrong@Pass1' };
  const onAgent = await agent.api.post('/agent/api/auth/login', body);
  expect([onAgent.status, onAgent.body.message]).toEqual([401, 'auth.error.badCredentials']);
  const onRelay = await agent.api.post('/relay/api/auth/login', body);
  expect(onRelay.status).toBe(401);
  expect(isAgent(onRelay.body)).toBe(false);
});

test.each([
  ['no JSON', '{"username":', 'application/json'],
  ['no object', '["username"]', 'application/json'],
  ['null', 'null', 'application/json'],
  ['another type', 'username=x', 'application/x-www-form-urlencoded'],
  ['too much', JSON.stringify({ username: 'x'.repeat(1_100_000) }), 'application/json'],
  ['nothing', '', 'application/json'],
])('what is %s is refused by the agent surface', async (_name, body, type) => {
  const answer = await agent.api.post('/api/auth/login', body, { 'content-type': type });
  expect([answer.status, answer.body.message]).toEqual([400, 'common.error.param']);
  expect(isAgent(answer.body)).toBe(true);
});

test('other methods are refused', async () => {
  const answer = await agent.api.get('/api/auth/login');
  expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST']);
});
