import { createSecretKey, randomBytes } from 'node:crypto';
import { SignJWT } from 'jose';
import { isAppError } from '../../domain/errors';
import { argon2Hasher, type PasswordHasher } from '../../domain/identity/password-hasher';
import { createTokens, type TokenKeys } from '../../domain/identity/tokens';
import { createUsers, type Users } from '../../domain/identity/users';
import { freshDatabase, type TestDatabase } from '../support/database';

let database: TestDatabase;
let users: Users;
let verified: string[];

const cheap = argon2Hasher({ memoryCost: 64, timeCost: 1 });
const watched: PasswordHasher = {
  hash: (password) => cheap.hash(password),
  verify: (hash, password) => {
    verified.push(hash);
    return cheap.verify(hash, password);
  },
};
let now = new Date('2026-01-22T02:00:00Z');
const clock = { now: () => now };

beforeAll(async () => {
  database = await freshDatabase();
  users = createUsers({ db: database.db, clock, hasher: watched });
});
beforeEach(() => {
  verified = [];
  now = new Date('2026-01-22T02:00:00Z');
});
afterAll(() => database.drop());

let count = 0;
function somebody() {
  count++;
  return { username: `user_${count}`, email: `user${count}@example.com`, password: 'password123' };
}

/** The code of the AppError that `work` ends in, and the fields that it names. */
async function refusal(work: Promise<unknown>): Promise<{ code: string; fields?: string[] }> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!isAppError(error)) throw new Error('It ended otherwise.', { cause: error });
  const { errors } = (error.details ?? {}) as { errors?: { field: string }[] };
  return { code: error.code, ...(errors && { fields: errors.map(({ field }) => field) }) };
}

describe('users', () => {
  test('sign in by user name or by e-mail address, whatever their case', async () => {
    const account = somebody();
    const { user } = await users.register({ ...account, nickname: '小明 🎈' });
    expect(user).toMatchObject({
      username: account.username,
      nickname: '小明 🎈',
      role: 'user',
      status: 'active',
    });
    expect(await users.authenticate(account.username, account.password)).toEqual(user);
    expect(await users.authenticate(account.email.toUpperCase(), account.password)).toEqual(user);
    expect(JSON.stringify(user)).not.toContain('argon2');
  });

  test('keep only an argon2id hash of the password, with the cost that OWASP recommends', async () => {
    const real = createUsers({ db: database.db, clock, hasher: argon2Hasher() });
    const { user } = await real.register(somebody());
    const [rows] = await database.db.query(`SELECT password_hash FROM users WHERE id = ${user.id}`);
    expect((rows as { password_hash: string }[])[0]!.password_hash).toMatch(
      /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/,
    );
  });

  test('are refused with a wrong password, and after the same work when there is no such user', async () => {
    const account = somebody();
    await users.register(account);
    expect(await refusal(users.authenticate(account.username, 'password124'))).toEqual({
      code: 'BAD_CREDENTIALS',
    });
    expect(await refusal(users.authenticate('nobody_at_all', 'password123'))).toEqual({
      code: 'BAD_CREDENTIALS',
    });
    expect(verified).toHaveLength(2);
  });

  test('that are disabled learn so only with the right password', async () => {
    const account = somebody();
    const { user } = await users.register(account);
    await database.db.query(`UPDATE users SET status = 'disabled' WHERE id = ${user.id}`);
    expect(await refusal(users.authenticate(account.username, account.password))).toEqual({
      code: 'ACCOUNT_DISABLED',
    });
    expect(await refusal(users.authenticate(account.username, 'wrong'))).toEqual({ code: 'BAD_CREDENTIALS' });
  });

  test('cannot take a name or an address that is taken', async () => {
    const first = somebody();
    await users.register(first);
    const sameName = { ...somebody(), username: first.username.toUpperCase() };
    expect(await refusal(users.register(sameName))).toEqual({
      code: 'ALREADY_EXISTS',
      fields: ['body.username'],
    });
    const sameEmail = { ...somebody(), email: first.email };
    expect(await refusal(users.register(sameEmail))).toEqual({
      code: 'ALREADY_EXISTS',
      fields: ['body.email'],
    });
  });

  test('that register under one name at the same moment are one', async () => {
    const account = somebody();
    const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => users.register(account)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('name who referred them by a code, or are not made', async () => {
    const { user: referrer } = await users.register(somebody());
    const { user } = await users.register({ ...somebody(), referralCode: referrer.referralCode });
    const [rows] = await database.db.query(`SELECT referred_by FROM users WHERE id = ${user.id}`);
    expect(rows).toEqual([{ referred_by: referrer.id }]);

    const before = await users.count();
    const unknown = users.register({ ...somebody(), referralCode: 'NOBODY22' });
    expect(await refusal(unknown)).toEqual({ code: 'VALIDATION', fields: ['body.referral_code'] });
    expect(await users.count()).toBe(before);
  });
});

describe('tokens', () => {
  const key = (id: string) => ({ id, key: randomBytes(32) });
  const ring = (...all: TokenKeys['all'][number][]): TokenKeys => ({ current: all[0]!, all });
  const HOUR = 3_600_000;
  const seven = { userId: 7, sessionId: 'a-session', generation: 0 };
  const studio = (hours: number) => ({ surface: 'studio', seconds: hours * 3600 });

  test('each is good for as long as it was made for', async () => {
    const tokens = createTokens({ keys: ring(key('a')), clock });
    const access = await tokens.issue('access', seven, studio(2));
    const refresh = await tokens.issue('refresh', seven, studio(7 * 24));
    now = new Date(now.getTime() + 2 * HOUR - 1000);
    expect(await tokens.verify('access', 'studio', access)).toMatchObject({ userId: 7 });
    now = new Date(now.getTime() + 1000);
    expect(await refusal(tokens.verify('access', 'studio', access))).toEqual({ code: 'UNAUTHENTICATED' });
    now = new Date(now.getTime() + (7 * 24 - 2) * HOUR - 1000);
    expect(await tokens.verify('refresh', 'studio', refresh)).toMatchObject({ userId: 7 });
    now = new Date(now.getTime() + 1000);
    expect(await refusal(tokens.verify('refresh', 'studio', refresh))).toEqual({ code: 'UNAUTHENTICATED' });
  });

  test('one type is never taken for the other', async () => {
    const tokens = createTokens({ keys: ring(key('a')), clock });
    const access = await tokens.issue('access', seven, studio(2));
    await tokens.verify('access', 'studio', access);
    expect(await refusal(tokens.verify('refresh', 'studio', access))).toEqual({ code: 'UNAUTHENTICATED' });
  });

  test('one surface does not take what another gave', async () => {
    const tokens = createTokens({ keys: ring(key('a')), clock });
    const token = await tokens.issue('access', seven, studio(2));
    expect(await tokens.verify('access', 'studio', token)).toMatchObject(seven);
    expect(await refusal(tokens.verify('access', 'relay', token))).toEqual({ code: 'UNAUTHENTICATED' });
  });

  test('those of a previous key hold while it is kept, and no longer', async () => {
    const [older, newer] = [key('older'), key('newer')];
    const token = await createTokens({ keys: ring(older), clock }).issue('access', seven, studio(2));
    expect(
      await createTokens({ keys: ring(newer, older), clock }).verify('access', 'studio', token),
    ).toMatchObject({
      userId: 7,
    });
    expect(
      await refusal(createTokens({ keys: ring(newer), clock }).verify('access', 'studio', token)),
    ).toEqual({
      code: 'UNAUTHENTICATED',
    });
  });

  test.each([
    ['changed', (token: string) => `${token.slice(0, -6)}AAAAAA`],
    ['unsigned', (token: string) => `${btoa('{"alg":"none"}')}.${token.split('.')[1]}.`],
    ['empty', () => ''],
  ])('one that is %s is refused', async (_name, change) => {
    const tokens = createTokens({ keys: ring(key('a')), clock });
    const token = change(await tokens.issue('access', seven, studio(2)));
    expect(await refusal(tokens.verify('access', 'studio', token))).toEqual({ code: 'UNAUTHENTICATED' });
  });

  test('one that somebody else signed with our key, for another purpose, is refused', async () => {
    const signing = key('a');
    const tokens = createTokens({ keys: ring(signing), clock });
    const foreign = await new SignJWT({ type: 'access' })
      .setProtectedHeader({ alg: 'HS256', kid: 'a' })
      .setIssuer('another')
      .setSubject('7')
      .setExpirationTime('1h')
      .sign(createSecretKey(signing.key));
    expect(await refusal(tokens.verify('access', 'studio', foreign))).toEqual({ code: 'UNAUTHENTICATED' });
  });
});
