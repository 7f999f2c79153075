import { isAppError } from '../../domain/errors';
import { createEmails, type Emails } from '../../domain/identity/emails';
import { createIdentityEvents, type IdentityEvents } from '../../domain/identity/events';
import { argon2Hasher, type PasswordHasher } from '../../domain/identity/password-hasher';
import { createPasswords, type Passwords } from '../../domain/identity/passwords';
import { createSessions, type Sessions } from '../../domain/identity/sessions';
import { createUsers, type Registration, type Users } from '../../domain/identity/users';
import { freshDatabase, type TestDatabase } from '../support/database';
import { refusal } from '../support/refusal';

let database: TestDatabase;
let users: Users;
let sessions: Sessions;
let identityEvents: IdentityEvents;
let passwords: Passwords;
let emails: Emails;
let verified: number;
let ended: string[];

const cheap = argon2Hasher({ memoryCost: 64, timeCost: 1 });
const counting: PasswordHasher = {
  hash: cheap.hash,
  verify: (hash, password) => {
    verified++;
    return cheap.verify(hash, password);
  },
};
const clock = { now: () => new Date('2026-01-22T02:00:00Z') };
const PASSWORD = 'password123';
const guesses = { count: () => Promise.resolve(), forget: () => Promise.resolve() };
const place = { surface: 'code', ip: '203.0.113.7', userAgent: 'a test' };

beforeAll(async () => {
  database = await freshDatabase();
  const { db } = database;
  users = createUsers({ db, clock, hasher: counting });
  identityEvents = createIdentityEvents({ db, clock });
  sessions = createSessions({ db, clock, identityEvents, onEnd: (ids) => ended.push(...ids) });
  passwords = createPasswords({ db, clock, hasher: cheap, sessions, identityEvents, guesses });
  emails = createEmails({ db, clock, sessions, identityEvents });
});
beforeEach(() => {
  verified = 0;
  ended = [];
});
afterAll(() => database.drop());

let count = 0;
function somebody(): Registration & { username: string; email: string; password: string } {
  count++;
  return { username: `user_${count}`, email: `user${count}@example.com`, password: PASSWORD };
}
const made = async (registration: Registration) => (await users.register(registration)).user;

describe('an account', () => {
  test('of who chose no name is named after the address, each differently', async () => {
    const first = await made({ email: 'ann.lee@example.com', password: PASSWORD });
    const second = await made({ email: 'ann.lee@example.org' });
    expect(first.username).toMatch(/^ann_lee_\w{8}$/);
    expect(second.username).toMatch(/^ann_lee_\w{8}$/);
    expect(second.username).not.toBe(first.username);
    expect(await users.authenticate(first.username, PASSWORD)).toEqual(first);
  });

  test('needs neither address nor password', async () => {
    const user = await made({ phone: '+86 138-0013-8000' });
    expect(user).toMatchObject({
      email: null,
      emailVerifiedAt: null,
      phone: '13800138000',
      hasPassword: false,
    });
    expect(await users.findByPhone('13800138000')).toEqual(user);
    expect(await refusal(users.register({ phone: '13800138000' }))).toEqual({
      code: 'ALREADY_EXISTS',
      fields: ['body.phone'],
    });
  });

  test('takes nothing from the caller but what a registration has', async () => {
    const forged = {
      ...somebody(),
      id: 1,
      status: 'disabled',
      uuid: 'x',
      membership: {},
      hasPassword: false,
    };
    const user = await made(forged);
    expect(user).toMatchObject({ role: 'user', status: 'active', membership: null, emailVerifiedAt: null });
    expect(user.id).not.toBe(1);
  });

  test('is one, when two register an address at the same moment', async () => {
    const { email } = somebody();
    const before = await users.count();
    const outcomes = await Promise.allSettled(
      Array.from({ length: 8 }, () => users.register({ email, password: PASSWORD })),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') expect(isAppError(outcome.reason, 'ALREADY_EXISTS')).toBe(true);
    }
    expect(await users.count()).toBe(before + 1);
  });

  test('keeps names of 4-byte characters, and tells them apart', async () => {
    const fish = await made({ ...somebody(), username: '🐟🐟🐟', nickname: '小鱼 🐟𠮷' });
    const bird = await made({ ...somebody(), username: '🐦🐦🐦' });
    expect(fish).toMatchObject({ username: '🐟🐟🐟', nickname: '小鱼 🐟𠮷' });
    expect(await users.findByUsername('🐟🐟🐟')).toEqual(fish);
    expect(await users.authenticate('🐦🐦🐦', PASSWORD)).toEqual(bird);
    expect(await refusal(users.register({ ...somebody(), username: '🐟🐟🐟' }))).toEqual({
      code: 'ALREADY_EXISTS',
      fields: ['body.username'],
    });
  });

  test.each(['victim@example.com', ' ann', 'ann ', 'an\u0000n', 'an\u202en', ''])(
    'cannot be called %j',
    async (username) => {
      expect(await refusal(users.register({ ...somebody(), username }))).toEqual({
        code: 'VALIDATION',
        fields: ['body.username'],
      });
    },
  );

  test('is found by nothing that another writing only resembles', async () => {
    const user = await made({ email: 'Jose.K@Example.com', password: PASSWORD });
    expect(user.email).toBe('jose.k@example.com');
    expect(await users.findByEmail(' JOSE.K@example.COM ')).toEqual(user);
    for (const other of ['josé.k@example.com', 'jose.\u212a@example.com', 'ｊose.k@example.com']) {
      expect(await users.findByEmail(other)).toBeUndefined();
      await expect(users.authenticate(other, PASSWORD)).rejects.toThrow();
    }
    expect(await users.findByUuid('é')).toBeUndefined();
    expect(await users.findByPhone('一三八')).toBeUndefined();
    expect(await users.findByUuid(user.uuid)).toEqual(user);
    expect(await refusal(users.register({ ...somebody(), referralCode: '推荐' }))).toMatchObject({
      code: 'VALIDATION',
    });
  });
});

describe('signing in with a password', () => {
  test('takes the same work for a user who has none', async () => {
    const { email } = await made({ ...somebody(), password: null });
    for (const nobody of [email!, 'nobody@example.com', 'nobody', '🐍']) {
      expect(await refusal(users.authenticate(nobody, PASSWORD))).toEqual({ code: 'BAD_CREDENTIALS' });
    }
    expect(verified).toBe(4);
  });
});

describe('a password', () => {
  const begin = (userId: number) =>
    sessions.begin({ userId, place, method: 'password', lifetimeSeconds: 60 });

  test('is changed with the current one, which ends the other sessions and is noted', async () => {
    const { id, username } = await made(somebody());
    const [kept, other] = [await begin(id), await begin(id)];
    await passwords.change(id, { current: PASSWORD, next: 'another-one-9', place, keep: kept.id });
    expect(await refusal(users.authenticate(username, PASSWORD))).toEqual({ code: 'BAD_CREDENTIALS' });
    expect(await users.authenticate(username, 'another-one-9')).toMatchObject({ id });
    expect(await sessions.list(id)).toMatchObject([{ id: kept.id }]);
    expect(ended).toEqual([other.id]);
    const { items } = await identityEvents.list(id, { page: 1, pageSize: 10 });
    expect(items).toMatchObject([{ action: 'password_changed', ...place }]);
  });

  test('stays when the current one is wrong, or there is none', async () => {
    const { id, username } = await made(somebody());
    const session = await begin(id);
    const wrong = passwords.change(id, { current: 'wrong', next: 'another-one-9', place });
    expect(await refusal(wrong)).toEqual({ code: 'BAD_CREDENTIALS' });
    expect(await users.authenticate(username, PASSWORD)).toMatchObject({ id });
    expect(await sessions.list(id)).toMatchObject([{ id: session.id }]);

    const without = await made({ ...somebody(), password: null });
    const guessed = passwords.change(without.id, { current: '', next: 'another-one-9', place });
    expect(await refusal(guessed)).toEqual({ code: 'BAD_CREDENTIALS' });
    await passwords.change(without.id, { next: 'another-one-9', place });
    expect(await users.authenticate(without.username, 'another-one-9')).toMatchObject({ hasPassword: true });
  });

  test('is changed once by two who bring the current one at the same moment', async () => {
    const { id } = await made(somebody());
    const outcomes = await Promise.allSettled(
      ['first-one-1', 'second-one-2'].map((next) => passwords.change(id, { current: PASSWORD, next, place })),
    );
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await identityEvents.list(id, { page: 1, pageSize: 10 })).toMatchObject({ total: 1 });
  });

  test('stays, and so do the sessions, when what happened cannot be noted', async () => {
    const { id, username } = await made(somebody());
    const session = await begin(id);
    const broken = createPasswords({
      db: database.db,
      clock,
      hasher: cheap,
      sessions,
      identityEvents: { record: () => Promise.reject(new Error('a full disk')) },
      guesses,
    });
    await expect(broken.change(id, { next: 'another-one-9', place })).rejects.toThrow('a full disk');
    expect(await users.authenticate(username, PASSWORD)).toMatchObject({ id });
    expect(await sessions.list(id)).toMatchObject([{ id: session.id }]);
    expect(ended).toEqual([]);
  });
});

describe('a profile', () => {
  test('changes in what is given', async () => {
    const user = await made({ ...somebody(), nickname: 'before', emailVerified: true });
    const named = { ...user, nickname: '之后 🦊' };
    expect(await users.updateProfile(user.id, { nickname: '之后 🦊' })).toEqual({
      before: user,
      user: named,
    });
    const avatarUrl = 'https://a.example/1.png';
    expect(await users.updateProfile(user.id, { nickname: null, avatarUrl })).toEqual({
      before: named,
      user: { ...user, nickname: null, avatarUrl },
    });
    expect(await users.find(user.id)).toEqual({ ...user, nickname: null, avatarUrl });
  });

  test('notes the first time that the first steps were done', async () => {
    const user = await made(somebody());
    expect(user.onboardedAt).toBeNull();
    await users.completeOnboarding(user.id);
    await createUsers({
      db: database.db,
      clock: { now: () => new Date('2030-01-01') },
      hasher: cheap,
    }).completeOnboarding(user.id);
    expect(await users.find(user.id)).toMatchObject({ onboardedAt: clock.now() });
  });
});

describe('an address', () => {
  const listed = async (userId: number) =>
    (await identityEvents.list(userId, { page: 1, pageSize: 10 })).items;

  test('that is new has to be proven again, and the one before is told', async () => {
    const user = await made({ ...somebody(), emailVerified: true });
    await emails.change({ userId: user.id }, user.email!.toUpperCase(), place);
    expect(await users.find(user.id)).toEqual(user);

    await emails.change({ userId: user.id }, 'New.Address@example.com', place);
    const changed = { email: 'new.address@example.com', emailVerifiedAt: null };
    expect(await users.find(user.id)).toMatchObject(changed);
    expect(await listed(user.id)).toMatchObject([{ action: 'email_changed', detail: user.email }]);
    await emails.confirm(user.id, user.email!);
    expect(await users.find(user.id)).toMatchObject(changed);
    await emails.confirm(user.id, 'New.Address@example.com');
    expect(await users.find(user.id)).toMatchObject({ emailVerifiedAt: clock.now() });
  });

  test('of another cannot be taken', async () => {
    const other = await made(somebody());
    const user = await made(somebody());
    const taken = emails.change({ userId: user.id }, other.email!.toUpperCase(), place);
    expect(await refusal(taken)).toEqual({ code: 'ALREADY_EXISTS', fields: ['body.email'] });
    expect(await users.find(user.id)).toEqual(user);
    expect(await listed(user.id)).toEqual([]);
  });
});
