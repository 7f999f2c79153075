import { randomBytes } from 'node:crypto';
import { createEmails, type Emails } from '../../domain/identity/emails';
import { createIdentityEvents, type IdentityEvents } from '../../domain/identity/events';
import { createExternalIdentities, type ExternalIdentities } from '../../domain/identity/external-identities';
import type { ExternalProfile, OAuthProviderName } from '../../domain/identity/oauth';
import { argon2Hasher } from '../../domain/identity/password-hasher';
import { createPasskeys, type Passkeys } from '../../domain/identity/passkeys';
import { createSessions, type Sessions } from '../../domain/identity/sessions';
import { createSetup } from '../../domain/identity/setup';
import { createUsers, type Registration, type Users } from '../../domain/identity/users';
import { freshDatabase, type TestDatabase } from '../support/database';
import { refusal } from '../support/refusal';

let database: TestDatabase;
let users: Users;
let sessions: Sessions;
let identities: ExternalIdentities;
let passkeys: Passkeys;
let emails: Emails;
let identityEvents: IdentityEvents;

const hasher = argon2Hasher({ memoryCost: 64, timeCost: 1 });
const clock = { now: () => new Date('2026-01-22T02:00:00Z') };
const PASSWORD = 'password123';

beforeAll(async () => {
  database = await freshDatabase(20);
  const { db } = database;
  users = createUsers({ db, clock, hasher });
  identityEvents = createIdentityEvents({ db, clock });
  sessions = createSessions({ db, clock, identityEvents, onEnd: () => undefined });
  emails = createEmails({ db, clock, sessions, identityEvents });
  identities = createExternalIdentities({ db, clock, users, emails, identityEvents });
  passkeys = createPasskeys({ db, clock });
});
afterAll(() => database.drop());

let count = 0;
const unique = () => `${++count}-${randomBytes(3).toString('hex')}`;
const address = () => `user${unique()}@example.com`;
const made = async (registration: Registration) => (await users.register(registration)).user;
const place = { surface: 'agent', ip: '203.0.113.7', userAgent: 'a test' };
const signIn = (provider: OAuthProviderName, profile: ExternalProfile) =>
  identities.signIn(provider, profile, { place });
const bind = (provider: OAuthProviderName, subject: string, userId: number) =>
  identities.bind(provider, subject, { userId }, place);
const TAKEN = { code: 'ALREADY_EXISTS', fields: ['body.code'] };
const newKey = (userId: number, signCount = 0) => ({
  userId,
  credentialId: randomBytes(32).toString('base64url'),
  publicKey: randomBytes(77),
  signCount,
  transports: ['internal', 'hybrid'],
  name: '手机 📱',
});

describe('an account elsewhere', () => {
  test('makes a user of who is new, and signs in the same one ever after', async () => {
    const email = address();
    const subject = unique();
    const profile = {
      subject,
      email: email.toUpperCase(),
      emailVerified: true,
      name: '  张三 🐉 ',
      avatarUrl: 'https://pictures.example/1.png',
    };
    const user = await signIn('google', profile);
    expect(user).toMatchObject({
      email,
      emailVerifiedAt: clock.now(),
      nickname: '张三 🐉',
      avatarUrl: 'https://pictures.example/1.png',
      hasPassword: false,
      role: 'user',
    });
    const again = await signIn('google', { ...profile, email: address(), name: 'another' });
    expect(again).toEqual(user);
    expect(await identities.of(user.id)).toEqual([{ provider: 'google', subject, createdAt: clock.now() }]);
  });

  test('makes one user, when it is new and signs in many times at the same moment', async () => {
    for (const profile of [
      { subject: unique(), email: address(), emailVerified: true },
      { subject: unique() },
      { subject: unique(), email: address() },
      { subject: unique(), phone: '13900139000' },
    ]) {
      const before = await users.count();
      const signedIn = await Promise.all(Array.from({ length: 8 }, () => signIn('oidc', profile)));
      expect(new Set(signedIn.map(({ id }) => id)).size).toBe(1);
      expect(await users.count()).toBe(before + 1);
    }
  });

  test('with one subject is another with another provider', async () => {
    const subject = unique();
    const here = await signIn('google', { subject });
    const there = await signIn('baizhi', { subject });
    expect(there.id).not.toBe(here.id);
  });

  test('finds the user of its verified address, who keeps the password', async () => {
    const user = await made({ email: address(), emailVerified: true, password: PASSWORD });
    const signedIn = await signIn('google', {
      subject: unique(),
      email: user.email!,
      emailVerified: true,
    });
    expect(signedIn).toEqual(user);
    expect(await users.authenticate(user.email!, PASSWORD)).toEqual(user);
  });

  test('whose address nobody vouches for finds nobody, and takes nothing away', async () => {
    const user = await made({ email: address(), phone: '13700137000', password: PASSWORD });
    for (const emailVerified of [false, undefined]) {
      const other = await signIn('google', {
        subject: unique(),
        email: user.email!,
        phone: user.phone!,
        ...(emailVerified === undefined ? {} : { emailVerified }),
      });
      expect(other.id).not.toBe(user.id);
      expect(other).toMatchObject({ email: null, phone: null });
    }
    expect(await users.authenticate(user.email!, PASSWORD)).toEqual(user);
  });

  test('ends every way in of who claimed its address before without proof', async () => {
    const claimed = await made({ email: address(), password: PASSWORD });
    const session = await sessions.begin({
      userId: claimed.id,
      place,
      method: 'password',
      lifetimeSeconds: 60,
    });
    await passkeys.add(newKey(claimed.id));
    await bind('baizhi', unique(), claimed.id);

    const owner = await signIn('google', {
      subject: unique(),
      email: claimed.email!,
      emailVerified: true,
    });
    expect(owner).toMatchObject({ id: claimed.id, emailVerifiedAt: clock.now(), hasPassword: false });
    expect(await refusal(users.authenticate(claimed.email!, PASSWORD))).toEqual({ code: 'BAD_CREDENTIALS' });
    expect(await sessions.find(session.id)).toBeUndefined();
    expect(await passkeys.list(claimed.id)).toEqual([]);
    expect((await identities.of(claimed.id)).map(({ provider }) => provider)).toEqual(['google']);
  });

  test('does not sign in who is shut out', async () => {
    const profile = { subject: unique(), email: address(), emailVerified: true };
    const { id } = await signIn('google', profile);
    await database.db.query(`UPDATE users SET status = 'disabled' WHERE id = ${id}`);
    const DISABLED = { code: 'ACCOUNT_DISABLED' };
    expect(await refusal(signIn('google', profile))).toEqual(DISABLED);
    expect(await refusal(signIn('oidc', { ...profile, subject: unique() }))).toEqual(DISABLED);
    expect(await identities.of(id)).toHaveLength(1);
  });

  test('that has the address of a user who has another one there is refused', async () => {
    const profile = { email: address(), emailVerified: true };
    const user = await signIn('google', { ...profile, subject: unique() });
    expect(await refusal(signIn('google', { ...profile, subject: unique() }))).toEqual(TAKEN);
    expect(await identities.of(user.id)).toHaveLength(1);
  });

  test.each([
    ['a name that is too long', { name: '🐉'.repeat(300) }, { nickname: '🐉'.repeat(50) }],
    ['an empty name', { name: ' ' }, { nickname: null }],
    ['a picture that is a script', { avatarUrl: 'javascript:alert(1)' }, { avatarUrl: null }],
    [
      'an address that is none',
      { email: 'nobody', emailVerified: true },
      { email: null, emailVerifiedAt: null },
    ],
  ])('with %s makes a whole user', async (_name, profile, expected) => {
    expect(await signIn('google', { subject: unique(), ...profile })).toMatchObject(expected);
  });

  test.each(['', ' ', 'ends with a space ', '🐉', 'a'.repeat(256)])('cannot be named %j', async (subject) => {
    const before = await users.count();
    expect(await refusal(signIn('google', { subject }))).toEqual({ code: 'UNAVAILABLE' });
    expect(await users.count()).toBe(before);
  });

  test('is bound by a user, in place of the one before, unless it is another user’s', async () => {
    const [ann, bob] = [await made({ email: address() }), await made({ email: address() })];
    const [first, second] = [unique(), unique()];
    await bind('oidc', first, ann.id);
    await bind('oidc', first, ann.id);
    expect(await signIn('oidc', { subject: first })).toEqual(ann);
    expect(await refusal(bind('oidc', first, bob.id))).toEqual(TAKEN);

    await bind('oidc', second, ann.id);
    expect(await identities.of(ann.id)).toHaveLength(1);
    expect(await signIn('oidc', { subject: second })).toEqual(ann);
    await bind('oidc', first, bob.id);
    expect(await refusal(bind('oidc', second, bob.id))).toEqual(TAKEN);
    expect(await signIn('oidc', { subject: first })).toEqual(bob);
  });

  test('that two users bind at the same moment becomes one’s', async () => {
    const subject = unique();
    const both = [await made({ email: address() }), await made({ email: address() })];
    const outcomes = await Promise.allSettled(both.map(({ id }) => bind('oidc', subject, id)));
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});

describe('a passkey', () => {
  test('is kept as it was made, and removed by its user alone', async () => {
    const [ann, bob] = [await made({ email: address() }), await made({ email: address() })];
    const key = newKey(ann.id, 7);
    const { id } = await passkeys.add({ ...key, transports: [...key.transports, 'ünknown'] });
    const { publicKey, ...rest } = key;
    const found = await passkeys.find(key.credentialId);
    expect(found).toMatchObject({ id, ...rest, createdAt: clock.now(), lastUsedAt: null });
    expect(found!.publicKey.equals(publicKey)).toBe(true);
    expect(await passkeys.list(ann.id)).toEqual([found]);

    expect(await passkeys.remove(bob.id, id)).toBe(false);
    expect(await passkeys.remove(ann.id, id)).toBe(true);
    expect(await passkeys.remove(ann.id, id)).toBe(false);
    expect(await passkeys.find(key.credentialId)).toBeUndefined();
  });

  test('is one user’s', async () => {
    const key = newKey((await made({ email: address() })).id);
    await passkeys.add(key);
    const other = await made({ email: address() });
    expect(await refusal(passkeys.add({ ...key, userId: other.id }))).toEqual({
      code: 'ALREADY_EXISTS',
      fields: ['body.credential'],
    });
  });

  test('whose counter does not grow is refused', async () => {
    const { id: userId } = await made({ email: address() });
    const { id } = await passkeys.add(newKey(userId, 5));
    await passkeys.used(id, 6);
    for (const stale of [6, 5, 0]) {
      expect(await refusal(passkeys.used(id, stale))).toEqual({ code: 'UNAUTHENTICATED' });
    }
    await passkeys.used(id, 100);
    expect(await passkeys.list(userId)).toMatchObject([{ signCount: 100, lastUsedAt: clock.now() }]);
  });

  test('without a counter can be used again and again, until it shows one', async () => {
    const { id } = await passkeys.add(newKey((await made({ email: address() })).id, 0));
    await passkeys.used(id, 0);
    await passkeys.used(id, 0);
    await passkeys.used(id, 1);
    expect(await refusal(passkeys.used(id, 0))).toEqual({ code: 'UNAUTHENTICATED' });
  });

  test('lets in one of two who show the same counter at the same moment', async () => {
    const { id } = await passkeys.add(newKey((await made({ email: address() })).id, 1));
    const outcomes = await Promise.allSettled([passkeys.used(id, 2), passkeys.used(id, 2)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  test.each(['', 'é', 'a b', "' OR 1 = 1", 'x'.repeat(600)])('is not found by %j', async (id) => {
    expect(await passkeys.find(id)).toBeUndefined();
  });
});

describe('the first administrator', () => {
  const root = (n = 0) => ({ username: `root${n}`, email: `root${n}@example.com`, password: PASSWORD });
  const DONE = { code: 'SETUP_DONE' };

  async function installation() {
    const fresh = await freshDatabase(20);
    const { db } = fresh;
    const members = createUsers({ db, clock, hasher });
    return { fresh, members, setup: createSetup({ db, clock, users: members }) };
  }

  test('is made once, and never again, even when it is gone', async () => {
    const { fresh, members, setup } = await installation();
    try {
      expect(await setup.isRequired()).toBe(true);
      await members.register({ username: 'root0', email: 'other@example.com', password: PASSWORD });
      expect(await refusal(setup.firstAdministrator(root()))).toEqual({
        code: 'ALREADY_EXISTS',
        fields: ['body.username'],
      });
      expect(await setup.isRequired()).toBe(true);
      expect(await setup.firstAdministrator(root(1))).toMatchObject({ role: 'admin', username: 'root1' });
      expect(await setup.isRequired()).toBe(false);
      await fresh.db.query(`UPDATE users SET role = 'user'`);
      expect(await setup.isRequired()).toBe(false);
      expect(await refusal(setup.firstAdministrator(root(2)))).toEqual(DONE);
      expect(await members.count()).toBe(2);
    } finally {
      await fresh.drop();
    }
  });

  test('is one of those who try at the same moment', async () => {
    const { fresh, members, setup } = await installation();
    try {
      const outcomes = await Promise.allSettled(
        Array.from({ length: 8 }, (_, n) => setup.firstAdministrator(root(n))),
      );
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      for (const outcome of outcomes) {
        if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject(DONE);
      }
      expect(await members.count()).toBe(1);
    } finally {
      await fresh.drop();
    }
  });

  test('is not made where an administrator is already', async () => {
    const { fresh, members, setup } = await installation();
    try {
      await members.register({ ...root(0), role: 'admin' });
      expect(await setup.isRequired()).toBe(false);
      expect(await refusal(setup.firstAdministrator(root(1)))).toEqual(DONE);
    } finally {
      await fresh.drop();
    }
  });
});
