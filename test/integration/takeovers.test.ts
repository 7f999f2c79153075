import { randomBytes } from 'node:crypto';
import { createEmails, type Emails } from '../../domain/identity/emails';
import { createIdentityEvents } from '../../domain/identity/events';
import { createExternalIdentities, type ExternalIdentities } from '../../domain/identity/external-identities';
import { argon2Hasher, type PasswordHasher } from '../../domain/identity/password-hasher';
import { createPasskeys, type Passkeys } from '../../domain/identity/passkeys';
import { createPasswords, type Passwords } from '../../domain/identity/passwords';
import { createSessions, type Session, type Sessions } from '../../domain/identity/sessions';
import { createSignIns, type SignIns } from '../../domain/identity/sign-ins';
import type { User } from '../../domain/identity/user';
import { createUsers, type Users } from '../../domain/identity/users';
import { freshDatabase, type TestDatabase } from '../support/database';
import { refusal } from '../support/refusal';

/** What was under way when somebody lost their way in comes to nothing: each a way to keep an account that is another's. */

let database: TestDatabase;
let users: Users;
let sessions: Sessions;
let signIns: SignIns;
let passwords: Passwords;
let passkeys: Passkeys;
let emails: Emails;
let identities: ExternalIdentities;
/** What runs while a password is hashed: after a request was let in, and before it writes. */
let meanwhile: () => Promise<unknown>;

const cheap = argon2Hasher({ memoryCost: 64, timeCost: 1 });
const slow: PasswordHasher = {
  verify: cheap.verify,
  async hash(password) {
    const hash = await cheap.hash(password);
    await meanwhile();
    return hash;
  },
};
const clock = { now: () => new Date('2026-01-22T02:00:00Z') };
const place = { surface: 'agent', ip: '203.0.113.7', userAgent: 'a test' };
const guesses = { count: () => Promise.resolve(), forget: () => Promise.resolve() };
const UNAUTHENTICATED = { code: 'UNAUTHENTICATED' };

beforeAll(async () => {
  database = await freshDatabase(20);
  const { db } = database;
  const identityEvents = createIdentityEvents({ db, clock });
  users = createUsers({ db, clock, hasher: cheap });
  sessions = createSessions({ db, clock, identityEvents, onEnd: () => undefined });
  signIns = createSignIns({ db, users, sessions, identityEvents, guesses });
  passwords = createPasswords({ db, clock, hasher: slow, sessions, identityEvents, guesses });
  passkeys = createPasskeys({ db, clock });
  emails = createEmails({ db, clock, sessions, identityEvents });
  identities = createExternalIdentities({ db, clock, users, emails, identityEvents });
});
beforeEach(() => {
  meanwhile = () => Promise.resolve();
});
afterAll(() => database.drop());

const PASSWORD = 'password123';

/** An account with an address that nobody has proven, and a session in it. */
async function claimed(): Promise<{ user: User; session: Session; email: string }> {
  const email = `victim.${randomBytes(6).toString('hex')}@example.com`;
  const { user } = await users.register({ email, password: PASSWORD });
  const session = await signIns.begin(user, { method: 'password', place, lifetimeSeconds: 60 });
  return { user, session, email };
}
const passkey = () => ({
  credentialId: randomBytes(32).toString('base64url'),
  publicKey: randomBytes(77),
  signCount: 0,
  transports: [],
  name: 'mine',
});

test('a change of the password that began before the owner proved the address', async () => {
  const { user, session, email } = await claimed();
  meanwhile = () => emails.accept(user.id, email, place);
  const change = passwords.change(user.id, { next: 'attacker-1', place, keep: session.id });
  expect(await refusal(change)).toEqual(UNAUTHENTICATED);
  expect(await users.find(user.id)).toMatchObject({ hasPassword: false, emailVerifiedAt: clock.now() });
});

test('a change of the password that began before a reset', async () => {
  const { user, session } = await claimed();
  const reset = { next: 'the-owner-1', place };
  let isFirst = true;
  meanwhile = async () => {
    if (!isFirst) return;
    isFirst = false;
    await passwords.change(user.id, reset);
  };
  const change = passwords.change(user.id, { next: 'attacker-1', place, keep: session.id });
  expect(await refusal(change)).toEqual(UNAUTHENTICATED);
  expect(await users.authenticate(user.username, 'the-owner-1')).toMatchObject({ id: user.id });
});

test('a sign-in with the password of before', async () => {
  const { user } = await claimed();
  const known = await signIns.withPassword(user.username, PASSWORD, place);
  await passwords.change(user.id, { next: 'the-owner-1', place });
  const late = signIns.begin(known, { method: 'password', place, lifetimeSeconds: 60 });
  expect(await refusal(late)).toEqual({ code: 'BAD_CREDENTIALS' });
  expect(await sessions.list(user.id)).toEqual([]);
});

test.each<[string, (user: User, session: Session) => Promise<unknown>]>([
  ['a passkey', ({ id }, { id: sessionId }) => passkeys.add({ userId: id, sessionId, ...passkey() })],
  [
    'an account elsewhere',
    ({ id }, { id: sessionId }) =>
      identities.bind('google', randomBytes(6).toString('hex'), { userId: id, sessionId }, place),
  ],
  [
    'another address',
    ({ id }, { id: sessionId }) =>
      emails.change({ userId: id, sessionId }, `${sessionId}@example.com`, place),
  ],
])('%s, added by who was signed out', async (_name, add) => {
  const { user, session, email } = await claimed();
  await emails.accept(user.id, email, place);
  expect(await refusal(add(user, session))).toEqual(UNAUTHENTICATED);
  expect(await passkeys.list(user.id)).toEqual([]);
  expect(await identities.of(user.id)).toEqual([]);
  expect(await users.find(user.id)).toMatchObject({ email });
});

test('many changes at once beside the proof leave no password', async () => {
  const { user, session, email } = await claimed();
  const changes = Array.from({ length: 20 }, (_, n) =>
    passwords.change(user.id, { next: `attacker-${n}`, place, keep: session.id }),
  );
  await Promise.allSettled([
    ...changes.slice(0, 10),
    emails.accept(user.id, email, place),
    ...changes.slice(10),
  ]);
  expect(await users.find(user.id)).toMatchObject({ hasPassword: false });
});

test('a user has at most twenty passkeys, also of thirty at once', async () => {
  const { user } = await claimed();
  await Promise.allSettled(Array.from({ length: 30 }, () => passkeys.add({ userId: user.id, ...passkey() })));
  expect(await passkeys.list(user.id)).toHaveLength(20);
});
