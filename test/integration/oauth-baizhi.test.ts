import { isAppError } from '../../domain/errors';
import { createBaizhi, type BaizhiSettings } from '../../providers/oauth/baizhi';
import { startBaizhiSimulator, type BaizhiSimulator } from '../../simulators/oauth/baizhi';
import type { OAuthFault } from '../../simulators/oauth/server';
import { approveAt, CLIENT, newAttempt, REDIRECT_URI } from '../support/oauth';

const LIN = { subject: '1001', name: '百智云用户', phone: '+86 138-0013-8000' };

let baizhi: BaizhiSimulator;

beforeAll(async () => {
  baizhi = await startBaizhiSimulator(CLIENT, LIN);
});
afterAll(() => baizhi.close());
beforeEach(() => {
  baizhi.signInAs(LIN);
  baizhi.wrap(false);
});

function client(changes: Partial<BaizhiSettings> = {}) {
  const { authorizeUrl, tokenUrl, userinfoUrl } = baizhi;
  const { clientId, clientSecret } = CLIENT;
  return createBaizhi({
    authorizeUrl,
    tokenUrl,
    userinfoUrl,
    clientId,
    clientSecret,
    timeoutMs: 500,
    ...changes,
  });
}

async function approved() {
  const attempt = newAttempt();
  const back = await approveAt(await client().authorizationUrl(attempt));
  expect(back.searchParams.get('state')).toBe(attempt.state);
  return { ...attempt, code: back.searchParams.get('code') ?? '' };
}

test('the redirect is the one that its documents show', async () => {
  const url = await createBaizhi({
    authorizeUrl: 'https://oauth.baizhi.cloud/oauth/authorize',
    tokenUrl: 'https://oauth.baizhi.cloud/oauth/token',
    userinfoUrl: 'https://oauth.baizhi.cloud/oauth/userinfo',
    clientId: 'monkeycode-ai',
    clientSecret: 'secret',
  }).authorizationUrl({
    ...newAttempt(),
    state: 'random_state',
    redirectUri: 'https://api.monkeycode-ai.com/api/v1/users/oauth/callback',
  });
  expect(url).toBe(
    'https://oauth.baizhi.cloud/oauth/authorize?client_id=monkeycode-ai' +
      '&redirect_uri=https%3A%2F%2Fapi.monkeycode-ai.com%2Fapi%2Fv1%2Fusers%2Foauth%2Fcallback' +
      '&response_type=code&scope=user+phone&state=random_state',
  );
});

test.each([false, true])(
  'who approves there is known here (answers in an envelope: %s)',
  async (isWrapped) => {
    baizhi.wrap(isWrapped);
    expect(await client().exchange(await approved())).toEqual({
      subject: '1001',
      name: '百智云用户',
      phone: '13800138000',
    });
  },
);

test('a number that is not proven is not taken over', async () => {
  baizhi.signInAs({ subject: '1004', name: 'Lin', phone: '13800138000', phoneVerified: false });
  expect(await client().exchange(await approved())).toEqual({ subject: '1004', name: 'Lin' });
});

test('an address counts as proven only where the provider says so', async () => {
  baizhi.signInAs({ subject: '1002', name: 'Lin', email: 'lin@example.com' });
  expect(await client().exchange(await approved())).toMatchObject({ emailVerified: false });
  baizhi.signInAs({ subject: '1002', name: 'Lin', email: 'lin@example.com', emailVerified: true });
  expect(await client().exchange(await approved())).toMatchObject({ emailVerified: true });
});

test('a number that is none of mainland China is left out', async () => {
  baizhi.signInAs({ subject: '1003', name: 'Lin', phone: '+1 202 555 0100' });
  expect(await client().exchange(await approved())).toEqual({ subject: '1003', name: 'Lin' });
});

test('a code is good once, and only for the address it was sent to', async () => {
  const first = await approved();
  await client().exchange(first);
  await expect(client().exchange(first)).rejects.toMatchObject({ code: 'BAD_CREDENTIALS' });

  const second = await approved();
  const elsewhere = client().exchange({ ...second, redirectUri: `${REDIRECT_URI}/elsewhere` });
  await expect(elsewhere).rejects.toMatchObject({ code: 'BAD_CREDENTIALS' });
});

test('a client secret that is wrong is our fault, and not the person’s', async () => {
  const exchange = client({ clientSecret: 'wrong' }).exchange(await approved());
  await expect(exchange).rejects.toMatchObject({ code: 'UNAVAILABLE' });
});

const FAULTS: OAuthFault[] = ['silent', 'reset', 'unavailable', 'malformed', 'redirect'];

test.each(FAULTS)('a provider that is %s signs nobody in, and tells nothing', async (fault) => {
  for (const calls of [0, 1]) {
    const answer = await approved();
    baizhi.failAfter(calls, fault);
    const error: unknown = await client()
      .exchange(answer)
      .catch((reason: unknown) => reason);
    if (!isAppError(error)) throw new Error('This was not refused.', { cause: error });
    expect(error.code).toBe('UNAVAILABLE');
    const shown = `${error.message} ${error.stack} ${String(error.cause)}`;
    for (const secret of [answer.code, CLIENT.clientSecret]) expect(shown).not.toContain(secret);
  }
});
