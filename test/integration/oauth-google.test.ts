import { isAppError } from '../../domain/errors';
import { createOidc, type OidcSettings } from '../../providers/oauth/oidc';
import type { Falsehood } from '../../simulators/oauth/id-token';
import { startGoogleSimulator, type GoogleSimulator } from '../../simulators/oauth/google';
import type { OAuthFault } from '../../simulators/oauth/server';
import { approveAt, CLIENT, newAttempt, REDIRECT_URI } from '../support/oauth';

const LIN = {
  subject: '110169484474386276334',
  name: '小林',
  email: 'lin@gmail.com',
  emailVerified: true,
  picture: 'https://lh3.example/lin.png',
};

let google: GoogleSimulator;

beforeAll(async () => {
  google = await startGoogleSimulator(CLIENT, LIN);
});
afterAll(() => google.close());
beforeEach(() => google.signInAs(LIN));

function client(changes: Partial<OidcSettings> = {}) {
  const { clientId, clientSecret } = CLIENT;
  return createOidc({
    name: 'google',
    issuer: google.url,
    clientId,
    clientSecret,
    timeoutMs: 5_000,
    ...changes,
  });
}

async function approved(oidc = client()) {
  const attempt = newAttempt();
  const back = await approveAt(await oidc.authorizationUrl(attempt));
  return { ...attempt, code: back.searchParams.get('code') ?? '' };
}

test('who approves there is known here', async () => {
  const oidc = client();
  expect(await oidc.exchange(await approved(oidc))).toEqual({
    subject: LIN.subject,
    email: LIN.email,
    emailVerified: true,
    name: LIN.name,
    avatarUrl: LIN.picture,
  });
});

test('who denies comes back without a code', async () => {
  const attempt = newAttempt();
  const back = await approveAt(await client().authorizationUrl(attempt), { decision: 'deny' });
  expect(Object.fromEntries(back.searchParams)).toEqual({ state: attempt.state, error: 'access_denied' });
});

test('what is no picture, no name or no proof is left out', async () => {
  google.signInAs({ ...LIN, name: '  ', emailVerified: false, picture: 'javascript:alert(1)' });
  const oidc = client();
  expect(await oidc.exchange(await approved(oidc))).toEqual({
    subject: LIN.subject,
    email: LIN.email,
    emailVerified: false,
  });
});

const FALSE_TOKENS: [name: string, falsehood: Falsehood][] = [
  ['the nonce of another sign-in', { nonce: 'replayed' }],
  ['another issuer', { issuer: 'https://evil.example' }],
  ['another audience', { audience: 'another-client' }],
  ['no signature (alg: none)', { algorithm: 'none' }],
  ['the public key for a secret (alg: HS256)', { algorithm: 'HS256' }],
  ['an algorithm that was not announced', { algorithm: 'RS384' }],
  ['the signature of another key', { key: 'another' }],
  ['a claim that was changed after signing', { tampered: { sub: '1', email: 'admin@example.com' } }],
  ['a time that is over', { shift: -7200 }],
];

test.each(FALSE_TOKENS)('an ID token with %s is refused', async (_name, falsehood) => {
  const oidc = client();
  const answer = await approved(oidc);
  google.lieNext(falsehood);
  await expect(oidc.exchange(answer)).rejects.toMatchObject({ code: 'BAD_CREDENTIALS' });
});

test.each([
  ['without the nonce that the token holds', { nonce: undefined }],
  ['without the verifier of its challenge', { codeVerifier: undefined }],
])('a code that is brought %s is refused', async (_name, change) => {
  const oidc = client();
  const answer = { ...(await approved(oidc)), ...change };
  await expect(oidc.exchange(answer)).rejects.toMatchObject({ code: 'BAD_CREDENTIALS' });
});

test('without an ID token nobody is signed in', async () => {
  const oidc = client();
  const answer = await approved(oidc);
  google.lieNext({ missing: true });
  await expect(oidc.exchange(answer)).rejects.toMatchObject({ code: 'BAD_CREDENTIALS' });
});

const FAULTS: OAuthFault[] = ['silent', 'reset', 'unavailable', 'malformed', 'redirect'];

test.each(FAULTS)('a token endpoint that is %s signs nobody in, and tells nothing', async (fault) => {
  const oidc = client({ timeoutMs: 500 });
  const answer = await approved(oidc);
  google.failNext(fault);
  const error: unknown = await oidc.exchange(answer).catch((reason: unknown) => reason);
  if (!isAppError(error)) throw new Error('This was not refused.', { cause: error });
  expect(error.code).toBe('UNAVAILABLE');
  const shown = `${error.message} ${error.stack} ${String(error.cause)}`;
  for (const secret of [answer.code, answer.codeVerifier, CLIENT.clientSecret])
    expect(shown).not.toContain(secret);
});

test.each(FAULTS)('a discovery that is %s is tried again by the next sign-in', async (fault) => {
  const oidc = client({ timeoutMs: 500 });
  google.failNext(fault);
  await expect(oidc.authorizationUrl(newAttempt())).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  expect(await oidc.authorizationUrl(newAttempt())).toContain(google.url);
});

test('keys that cannot be had sign nobody in', async () => {
  const oidc = client({ timeoutMs: 500 });
  const answer = await approved(oidc);
  // The token endpoint answers; the keys, asked for next, do not.
  google.failAfter(1, 'unavailable');
  await expect(oidc.exchange(answer)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
});

test('the provider shows nobody’s page to a client or an address that it does not know', async () => {
  const url = new URL(await client().authorizationUrl(newAttempt()));
  for (const [name, value] of [
    ['client_id', 'another-client'],
    ['redirect_uri', `${REDIRECT_URI}/elsewhere`],
    ['code_challenge_method', 'plain'],
  ] as const) {
    const changed = new URL(url);
    changed.searchParams.set(name, value);
    expect((await fetch(changed, { redirect: 'manual' })).status).toBe(400);
  }
});
