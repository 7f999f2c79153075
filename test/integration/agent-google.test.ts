import { randomUUID } from 'node:crypto';
import { startGoogle, type TestGoogle } from '../support/agent-google';
import { newAddress, newAgentUser } from '../support/agent-user';
import { platform, type TestPlatform } from '../support/platform';

/** Signing in with Google, over the protocol that Google speaks. */

let google: TestGoogle;
let agent: TestPlatform;
beforeAll(async () => {
  google = await startGoogle();
  agent = await platform({ oauth: { google: google.adapter } });
});
afterAll(async () => {
  await agent.close();
  await google.stop();
});

const newState = async (): Promise<string> => {
  const { body } = await agent.api.get('/api/auth/oauth2/google/state');
  return body.data.state as string;
};
const finish = (body: object) => agent.api.post('/api/auth/oauth2/google', body);
const person = (email = newAddress(), emailVerified = true) => ({
  subject: randomUUID(),
  email,
  emailVerified,
});

test.each([
  ['forged', () => 'Zb3qkXo1m0hT0y0bq6iC9u2dQv8w3n5sY7pRfLkJxGQ'],
  ['not even ASCII', () => '状态'],
])('a state that is %s is refused', async (_name, state) => {
  const answer = await finish({ code: google.personSignsIn(person()), state: state() });
  expect([answer.status, answer.body.message]).toEqual([400, 'auth.error.stateInvalid']);
});

test('a missing state is refused', async () => {
  const answer = await finish({ code: google.personSignsIn(person()) });
  expect([answer.status, answer.body.message]).toEqual([400, 'common.error.param']);
});

test('a state is good once, also after a code that does not hold', async () => {
  const state = await newState();
  const bad = await finish({ code: 'not a code', state });
  expect([bad.status, bad.body.message]).toEqual([401, 'auth.error.badCredentials']);
  const again = await finish({ code: google.personSignsIn(person()), state });
  expect(again.body.message).toBe('auth.error.stateInvalid');

  const fresh = await newState();
  expect((await finish({ code: google.personSignsIn(person()), state: fresh })).status).toBe(200);
  const replayed = await finish({ code: google.personSignsIn(person()), state: fresh });
  expect(replayed.body.message).toBe('auth.error.stateInvalid');
});

test('of two who bring a state at once, one gets in', async () => {
  const state = await newState();
  const answers = await Promise.all(
    [1, 2].map(() => finish({ code: google.personSignsIn(person()), state })),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 400]);
});

test('a state is good for 10 minutes', async () => {
  const [inTime, late] = [await newState(), await newState()];
  agent.advance(590_000);
  expect((await finish({ code: google.personSignsIn(person()), state: inTime })).status).toBe(200);
  agent.advance(11_000);
  const answer = await finish({ code: google.personSignsIn(person()), state: late });
  expect(answer.body.message).toBe('auth.error.stateInvalid');
});

test('a token of another purpose is no state', async () => {
  const { body } = await agent.api.post('/api/v1/public/captcha/challenge', {});
  const token = body.data.token as string;
  const answer = await finish({ code: google.personSignsIn(person()), state: token });
  expect(answer.body.message).toBe('auth.error.stateInvalid');
});

test('the nonce that the page sent must be in the ID token', async () => {
  const right = await finish({
    code: google.personSignsIn({ ...person(), nonce: 'n-1' }),
    state: await newState(),
    nonce: 'n-1',
  });
  expect(right.status).toBe(200);
  const wrong = await finish({
    code: google.personSignsIn({ ...person(), nonce: 'n-2' }),
    state: await newState(),
    nonce: 'n-1',
  });
  expect([wrong.status, wrong.body.message]).toEqual([401, 'auth.error.badCredentials']);
});

test('leads to the account with the same address, where Google vouches for it', async () => {
  const user = await newAgentUser(agent);
  const linked = person(user.email);
  const first = await finish({ code: google.personSignsIn(linked), state: await newState() });
  expect(first.body.data.user.userId).toBe(user.uuid);
  expect((await user.api.get('/api/auth/me')).status).toBe(200);
  // From then on the account at Google counts, whatever its address.
  const moved = { ...linked, email: newAddress() };
  const second = await finish({ code: google.personSignsIn(moved), state: await newState() });
  expect(second.body.data.user.userId).toBe(user.uuid);
});

test('an address that Google does not vouch for opens nobody’s account', async () => {
  const user = await newAgentUser(agent);
  const claimed = person(user.email, false);
  const answer = await finish({ code: google.personSignsIn(claimed), state: await newState() });
  expect(answer.status).toBe(200);
  expect(answer.body.data.user.userId).not.toBe(user.uuid);
  expect(answer.body.data.user.email).toBeNull();
});

test('where Google is not set up, and while it is away, the caller is told so', async () => {
  const without = await platform();
  const gone = await startGoogle();
  const cut = await platform({ oauth: { google: gone.adapter } });
  await gone.stop();
  try {
    for (const [there, message] of [
      [without, 'auth.error.signInUnavailable'],
      [cut, 'common.error.unavailable'],
    ] as const) {
      const { body } = await there.api.get('/api/auth/oauth2/google/state');
      const answer = await there.api.post('/api/auth/oauth2/google', { code: 'c', state: body.data.state });
      expect([answer.status, answer.body.message]).toEqual([503, message]);
    }
  } finally {
    await without.close();
    await cut.close();
  }
});
