import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createWebAuthn, type WebAuthn } from '../../api/auth/webauthn';
import { createOneTimeTokens, type OneTimeTokens } from '../../domain/identity/one-time-tokens';
import { argon2Hasher } from '../../domain/identity/password-hasher';
import { createPasskeys, type Passkeys } from '../../domain/identity/passkeys';
import type { User } from '../../domain/identity/user';
import { createUsers, type Users } from '../../domain/identity/users';
import { openPasskeyPage, type PasskeyPage } from '../support/chromium';
import { freshDatabase, type TestDatabase } from '../support/database';

/** The protocol of passkeys against a real Chromium: what it makes, and what a page can make it change. */

type Json = Record<string, unknown>;
interface Credential extends Json {
  readonly id: string;
  readonly response: Readonly<Record<string, string>>;
}

let database: TestDatabase;
let users: Users;
let passkeys: Passkeys;
let oneTimeTokens: OneTimeTokens;
let webAuthn: WebAuthn;
let pages: Server;
let origin: string;
let browser: PasskeyPage;
let user: User;

let ahead = 0;
const clock = { now: () => new Date(Date.now() + ahead) };

beforeAll(async () => {
  database = await freshDatabase();
  const { db } = database;
  users = createUsers({ db, clock, hasher: argon2Hasher({ memoryCost: 64, timeCost: 1 }) });
  passkeys = createPasskeys({ db, clock });
  oneTimeTokens = createOneTimeTokens({ db, clock });
  pages = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html').end('<!doctype html><title>Passkeys</title>');
  });
  await new Promise<void>((resolve) => pages.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(pages.address() as AddressInfo).port}`;
  webAuthn = served(origin);
  browser = await openPasskeyPage(origin.replace('127.0.0.1', 'localhost'));
});
beforeEach(async () => {
  ahead = 0;
  user = await newUser();
  await browser.forget();
  await browser.recogniseUser(true);
});
afterAll(async () => {
  await browser.close();
  await database.drop();
  await new Promise((resolve) => pages.close(resolve));
});

const served = (publicUrl: string) => createWebAuthn({ passkeys, users, oneTimeTokens, publicUrl });

async function newUser(): Promise<User> {
  const username = `user_${randomBytes(6).toString('hex')}`;
  return (await users.register({ username, email: `${username}@example.com`, password: 'password123' })).user;
}

/** What the page's own JavaScript would do with the options: make a passkey, or sign with one. */
function inPage(how: 'create' | 'get', options: object): Promise<Credential> {
  return browser.page.evaluate(
    async ([kind, json]) => {
      const page = globalThis as unknown as {
        PublicKeyCredential: Record<string, (options: unknown) => unknown>;
        navigator: { credentials: Record<string, (options: object) => Promise<{ toJSON(): Credential }>> };
      };
      const parse = kind === 'create' ? 'parseCreationOptionsFromJSON' : 'parseRequestOptionsFromJSON';
      const publicKey = page.PublicKeyCredential[parse]!(json);
      return (await page.navigator.credentials[kind]!({ publicKey })).toJSON();
    },
    [how, options] as const,
  );
}

async function made(changes: object = {}): Promise<Credential> {
  return inPage('create', { ...(await webAuthn.registrationOptions(user)), ...changes });
}

async function signed(changes: object = {}): Promise<Credential> {
  return inPage('get', { ...(await webAuthn.authenticationOptions()), ...changes });
}

const algorithms = (...numbers: number[]) => ({
  pubKeyCredParams: numbers.map((alg) => ({ type: 'public-key', alg })),
});

test.each([
  ['ES256', -7],
  ['RS256', -257],
])('a passkey of %s is made and signed in with', async (_name, algorithm) => {
  const passkey = await webAuthn.register(
    { userId: user.id },
    await made(algorithms(algorithm)),
    ' 手机 📱 ',
  );
  expect(passkey).toMatchObject({
    userId: user.id,
    name: '手机 📱',
    transports: ['internal'],
    lastUsedAt: null,
  });
  for (let times = 0; times < 2; times++) {
    expect(await webAuthn.authenticate(await signed())).toEqual(user);
  }
  expect((await passkeys.find(passkey.credentialId))?.signCount).toBeGreaterThan(passkey.signCount);
});

test('an algorithm that was not offered is refused, though the browser made it', async () => {
  await expect(webAuthn.register({ userId: user.id }, await made(algorithms(-8)))).rejects.toMatchObject({
    code: 'VALIDATION',
  });
  expect(await passkeys.list(user.id)).toEqual([]);
});

test('the options hold what passkeys need: a name to show, no account’s data, and who has one already', async () => {
  const { credentialId } = await webAuthn.register({ userId: user.id }, await made());
  const options = await webAuthn.registrationOptions(user);
  expect(options).toMatchObject({
    rp: { id: 'localhost', name: 'Taskloom' },
    user: { id: Buffer.from(user.uuid).toString('base64url'), name: user.username },
    attestation: 'none',
    excludeCredentials: [{ id: credentialId, type: 'public-key' }],
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    ...algorithms(-7, -257),
  });
  // The authenticator has one for this user, and says so instead of making a second.
  await expect(inPage('create', options)).rejects.toThrow('InvalidStateError');
});

test('who is not recognised by the authenticator is not signed in, whatever the page asked for', async () => {
  await webAuthn.register({ userId: user.id }, await made());
  await browser.recogniseUser(false);
  const assertion = await signed({ userVerification: 'discouraged' });
  await expect(webAuthn.authenticate(assertion)).rejects.toMatchObject({ code: 'BAD_CREDENTIALS' });
});

describe('for a page of another origin', () => {
  // It has the same name, and so the browser lets it use the passkey; it is another program on this machine.
  const elsewhere = () => served('http://127.0.0.1:9');

  test('a passkey is not kept', async () => {
    const credential = await inPage('create', await elsewhere().registrationOptions(user));
    await expect(elsewhere().register({ userId: user.id }, credential)).rejects.toMatchObject({
      code: 'VALIDATION',
    });
  });

  test('a signature is not taken', async () => {
    await webAuthn.register({ userId: user.id }, await made());
    const assertion = await inPage('get', await elsewhere().authenticationOptions());
    await expect(elsewhere().authenticate(assertion)).rejects.toMatchObject({ code: 'BAD_CREDENTIALS' });
    expect(await webAuthn.authenticate(await signed())).toEqual(user);
  });
});

test('a challenge is good once, for five minutes, for one purpose, and for whom it was given', async () => {
  const credential = await made();
  const stranger = await newUser();
  await expect(webAuthn.register({ userId: stranger.id }, credential)).rejects.toMatchObject({
    code: 'STATE_INVALID',
  });
  await expect(webAuthn.register({ userId: user.id }, credential)).rejects.toMatchObject({
    code: 'STATE_INVALID',
  });

  await webAuthn.register({ userId: user.id }, await made());
  const assertion = await signed();
  expect(await webAuthn.authenticate(assertion)).toEqual(user);
  await expect(webAuthn.authenticate(assertion)).rejects.toMatchObject({ code: 'STATE_INVALID' });

  const { challenge } = await webAuthn.registrationOptions(user);
  const crossed = await signed({ challenge });
  await expect(webAuthn.authenticate(crossed)).rejects.toMatchObject({ code: 'STATE_INVALID' });

  const late = await signed();
  ahead = 300_000;
  await expect(webAuthn.authenticate(late)).rejects.toMatchObject({ code: 'STATE_INVALID' });
});

test('two who bring one signature at once are not both let in', async () => {
  await webAuthn.register({ userId: user.id }, await made());
  const assertion = await signed();
  const both = await Promise.allSettled([webAuthn.authenticate(assertion), webAuthn.authenticate(assertion)]);
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
});

test('a counter that falls behind is a second authenticator, and is refused', async () => {
  await webAuthn.register({ userId: user.id }, await made());
  await webAuthn.authenticate(await signed());
  await webAuthn.authenticate(await signed());
  await browser.rewindCounter(1);
  await expect(webAuthn.authenticate(await signed())).rejects.toMatchObject({ code: 'BAD_CREDENTIALS' });
});

test('an answer that was changed on its way is refused', async () => {
  await webAuthn.register({ userId: user.id }, await made());
  const stranger = await newUser();
  const changes: Record<string, string>[] = [
    { signature: 'AAAA' },
    { authenticatorData: 'AAAA' },
    { userHandle: Buffer.from(stranger.uuid).toString('base64url') },
  ];
  for (const change of changes) {
    const { response, ...assertion } = await signed();
    const altered = { ...assertion, response: { ...response, ...change } };
    await expect(webAuthn.authenticate(altered)).rejects.toMatchObject({ code: 'BAD_CREDENTIALS' });
  }
  const unknown = { ...(await signed()), id: 'unknown', rawId: 'unknown' };
  await expect(webAuthn.authenticate(unknown)).rejects.toMatchObject({ code: 'BAD_CREDENTIALS' });
});

test.each([undefined, null, 'text', {}, { response: {} }, { response: { clientDataJSON: 'bm90IEpTT04' } }])(
  'what is no credential (%j) is answered as one that nobody asked for',
  async (nonsense) => {
    await expect(webAuthn.authenticate(nonsense)).rejects.toMatchObject({ code: 'STATE_INVALID' });
    await expect(webAuthn.register({ userId: user.id }, nonsense)).rejects.toMatchObject({
      code: 'STATE_INVALID',
    });
  },
);

test('a challenge that is right does not make a credential of what is none', async () => {
  const answering = ({ challenge }: { readonly challenge: string }) => ({
    id: { not: 'text' },
    response: { clientDataJSON: Buffer.from(JSON.stringify({ challenge })).toString('base64url') },
  });
  const assertion = answering(await webAuthn.authenticationOptions());
  await expect(webAuthn.authenticate(assertion)).rejects.toMatchObject({ code: 'BAD_CREDENTIALS' });
  const credential = answering(await webAuthn.registrationOptions(user));
  await expect(webAuthn.register({ userId: user.id }, credential)).rejects.toMatchObject({
    code: 'VALIDATION',
  });
});

test('passkeys belong to the name that clients reach the API by; an address has none', async () => {
  const options = await served('https://taskloom.example:8443').authenticationOptions();
  expect(options).toMatchObject({ rpId: 'taskloom.example', userVerification: 'required' });
  for (const address of ['https://192.0.2.7', 'https://[2001:db8::7]']) {
    await expect(served(address).authenticationOptions()).rejects.toMatchObject({
      code: 'SIGN_IN_UNAVAILABLE',
    });
    await expect(served(address).registrationOptions(user)).rejects.toMatchObject({
      code: 'SIGN_IN_UNAVAILABLE',
    });
  }
});
