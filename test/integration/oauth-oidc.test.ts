import { generateKeyPairSync } from 'node:crypto';
import type { Configuration } from 'oidc-provider';
import { createOidc, type OidcSettings } from '../../providers/oauth/oidc';
import {
  approveAt,
  CLIENT,
  newAttempt,
  REDIRECT_URI,
  startOidcProvider,
  type TestOidc,
} from '../support/oauth';

const LIN = { login: 'lin', password: 'anything' };

let server: TestOidc;

beforeAll(async () => {
  // It says that it is set up for development; it is.
  for (const method of ['warn', 'info'] as const) vi.spyOn(console, method).mockImplementation(() => {});
  server = await startOidcProvider();
});
afterAll(() => server.stop());

function client(changes: Partial<OidcSettings> = {}) {
  const { clientId, clientSecret } = CLIENT;
  return createOidc({
    name: 'oidc',
    issuer: server.issuer,
    clientId,
    clientSecret,
    timeoutMs: 5_000,
    ...changes,
  });
}

/** What came back with the browser of somebody who signed in, and what was kept for it meanwhile. */
async function signedIn(oidc = client(), person: Record<string, string> = LIN) {
  const attempt = newAttempt();
  const back = await approveAt(await oidc.authorizationUrl(attempt), person);
  const code = back.searchParams.get('code') ?? '';
  return { ...attempt, code, back };
}

test('the browser is sent to the provider with a challenge and a nonce, never with the verifier', async () => {
  const attempt = newAttempt();
  const url = new URL(await client().authorizationUrl(attempt));
  expect(url.origin).toBe(server.issuer);
  expect(Object.fromEntries(url.searchParams)).toMatchObject({
    response_type: 'code',
    client_id: CLIENT.clientId,
    redirect_uri: REDIRECT_URI,
    scope: 'openid email profile',
    state: attempt.state,
    nonce: attempt.nonce,
    code_challenge_method: 'S256',
  });
  expect(url.href).not.toContain(attempt.codeVerifier);
});

test('who signed in there is known by subject, proven address, name and picture', async () => {
  const oidc = client();
  const { back, ...answer } = await signedIn(oidc);
  expect(back.searchParams.get('state')).toBe(answer.state);
  expect(await oidc.exchange(answer)).toEqual({
    subject: 'lin',
    email: 'lin@example.com',
    emailVerified: true,
    name: 'lin 小林',
    avatarUrl: 'https://img.example/lin.png',
  });
});

test('an address that the provider does not vouch for is told as such', async () => {
  const oidc = client();
  const answer = await signedIn(oidc, { ...LIN, login: 'unproven' });
  expect(await oidc.exchange(answer)).toMatchObject({ email: 'unproven@example.com', emailVerified: false });
});

test('a code is good once', async () => {
  const oidc = client();
  const answer = await signedIn(oidc);
  await oidc.exchange(answer);
  await expect(oidc.exchange(answer)).rejects.toMatchObject({ code: 'BAD_CREDENTIALS' });
});

test.each([
  ['another verifier', { codeVerifier: newAttempt().codeVerifier }],
  ['another nonce', { nonce: 'not the one that was sent' }],
  ['another redirect', { redirectUri: 'http://127.0.0.1:9/elsewhere' }],
  ['a made-up code', { code: 'made-up' }],
  ['the name of another issuer', { iss: 'https://evil.example' }],
])('%s is refused', async (_name, change) => {
  const oidc = client();
  const answer = await signedIn(oidc);
  await expect(oidc.exchange({ ...answer, ...change })).rejects.toMatchObject({ code: 'BAD_CREDENTIALS' });
});

test('the name of the right issuer is taken, as it comes back with the code', async () => {
  const oidc = client();
  const answer = await signedIn(oidc);
  const iss = answer.back.searchParams.get('iss') ?? '';
  expect(iss).toBe(server.issuer);
  expect(await oidc.exchange({ ...answer, iss })).toMatchObject({ subject: 'lin' });
});

test('a client secret that is wrong is our fault, and not the person’s', async () => {
  const oidc = client({ clientSecret: 'wrong' });
  const error: unknown = await oidc.exchange(await signedIn(oidc)).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ code: 'UNAVAILABLE', message: expect.stringContaining('invalid_client') });
});

test.each(['ES256', 'PS256', 'EdDSA'] as const)('ID tokens may be signed with %s', async (algorithm) => {
  const other = await startOidcProvider(0, signingWith(algorithm));
  try {
    const oidc = client({ issuer: other.issuer });
    expect(await oidc.exchange(await signedIn(oidc))).toMatchObject({ subject: 'lin' });
  } finally {
    await other.stop();
  }
});

test('a server that only takes the secret in the form gets it there', async () => {
  const posting = { client_id: CLIENT.clientId, client_secret: CLIENT.clientSecret };
  const other = await startOidcProvider(0, {
    clientAuthMethods: ['client_secret_post'],
    clients: [
      { ...posting, redirect_uris: CLIENT.redirectUris, token_endpoint_auth_method: 'client_secret_post' },
    ],
  });
  try {
    const oidc = client({ issuer: other.issuer });
    expect(await oidc.exchange(await signedIn(oidc))).toMatchObject({ subject: 'lin' });
  } finally {
    await other.stop();
  }
});

test('a provider that is away is asked again the next time', async () => {
  const before = await startOidcProvider();
  const port = Number(new URL(before.issuer).port);
  await before.stop();
  const oidc = client({ issuer: before.issuer });
  await expect(oidc.authorizationUrl(newAttempt())).rejects.toMatchObject({ code: 'UNAVAILABLE' });

  const after = await startOidcProvider(port);
  try {
    expect(await oidc.exchange(await signedIn(oidc))).toMatchObject({ subject: 'lin' });
  } finally {
    await after.stop();
  }
});

test('a provider that calls itself otherwise is not the one that was meant', async () => {
  const oidc = client({ issuer: server.issuer.replace('127.0.0.1', 'localhost') });
  await expect(oidc.authorizationUrl(newAttempt())).rejects.toMatchObject({ code: 'UNAVAILABLE' });
});

/** A provider with one key, which signs with the algorithm. */
function signingWith(algorithm: 'ES256' | 'PS256' | 'EdDSA'): Configuration {
  const { privateKey } =
    algorithm === 'ES256'
      ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
      : algorithm === 'PS256'
        ? generateKeyPairSync('rsa', { modulusLength: 2048 })
        : generateKeyPairSync('ed25519');
  const { clientId, clientSecret, redirectUris } = CLIENT;
  return {
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), kty: keyType(algorithm), use: 'sig' }] },
    enabledJWA: { idTokenSigningAlgValues: [algorithm] },
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: redirectUris,
        id_token_signed_response_alg: algorithm,
      },
    ],
  };
}

function keyType(algorithm: 'ES256' | 'PS256' | 'EdDSA') {
  return ({ ES256: 'EC', PS256: 'RSA', EdDSA: 'OKP' } as const)[algorithm];
}
