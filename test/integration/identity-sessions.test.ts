import { createIdentityEvents, type IdentityEvents } from '../../domain/identity/events';
import { argon2Hasher } from '../../domain/identity/password-hasher';
import { createPreferences } from '../../domain/identity/preferences';
import { createSessions, type Sessions } from '../../domain/identity/sessions';
import { createUsers } from '../../domain/identity/users';
import { freshDatabase, type TestDatabase } from '../support/database';
import { refusal } from '../support/refusal';

let database: TestDatabase;
let sessions: Sessions;
let events: IdentityEvents;
let ended: string[];
let now: Date;
let ann: number;
let bob: number;
const clock = { now: () => now };
const later = (seconds: number) => {
  now = new Date(now.getTime() + seconds * 1000);
};
const device = { ip: '203.0.113.7', userAgent: 'Mozilla/5.0 (a test)' };
const place = { surface: 'agent', ...device };
const atCode = { surface: 'code', ...device };
const UNAUTHENTICATED = { code: 'UNAUTHENTICATED' };

beforeAll(async () => {
  database = await freshDatabase(20);
  const { db } = database;
  events = createIdentityEvents({ db, clock });
  sessions = createSessions({ db, clock, identityEvents: events, onEnd: (ids) => ended.push(...ids) });
});
beforeEach(async () => {
  now = new Date('2026-01-22T02:00:00Z');
  ended = [];
  const users = createUsers({
    db: database.db,
    clock,
    hasher: argon2Hasher({ memoryCost: 64, timeCost: 1 }),
  });
  ann = (await users.register({})).user.id;
  bob = (await users.register({})).user.id;
});
afterAll(() => database.drop());

const begin = (userId: number, lifetimeSeconds = 3600) =>
  sessions.begin({ userId, place, method: 'password', lifetimeSeconds });

describe('a session', () => {
  test('stands for its lifetime', async () => {
    const session = await begin(ann);
    expect(session).toMatchObject({
      userId: ann,
      surface: 'agent',
      ip: device.ip,
      generation: 0,
      teamId: null,
    });
    later(3599);
    expect(await sessions.find(session.id)).toMatchObject({ id: session.id });
    expect(await sessions.list(ann)).toMatchObject([{ id: session.id }]);
    later(1);
    expect(await sessions.find(session.id)).toBeUndefined();
    expect(await sessions.list(ann)).toEqual([]);
  });

  test('is ended by its user alone, and everybody is told', async () => {
    const session = await begin(ann);
    expect(await sessions.end(bob, session.id, 'revoked')).toBe(false);
    expect(await sessions.find(session.id)).toBeDefined();
    expect(await sessions.end(ann, session.id, 'revoked')).toBe(true);
    expect(await sessions.end(ann, session.id, 'revoked')).toBe(false);
    expect(await sessions.find(session.id)).toBeUndefined();
    expect(ended).toEqual([session.id]);
  });

  test('ends with all of the user’s, but for the one that is kept', async () => {
    const [kept, ...others] = [await begin(ann), await begin(ann), await begin(ann)];
    const another = await begin(bob);
    expect(await sessions.endAll(ann, 'password_changed', { except: kept.id })).toBe(2);
    expect(ended.sort()).toEqual(others.map(({ id }) => id).sort());
    expect(await sessions.list(ann)).toMatchObject([{ id: kept.id }]);
    expect(await sessions.list(bob)).toMatchObject([{ id: another.id }]);
  });

  test('takes addresses and user agents of any kind', async () => {
    const odd = { ip: `🎈${'x'.repeat(100)}`, userAgent: '🎈'.repeat(400) };
    const start = { place: { surface: 'code', ...odd }, method: 'password', lifetimeSeconds: 60 } as const;
    const session = await sessions.begin({ userId: ann, ...start });
    expect(session.ip).toMatch(/^\?\?x{43}$/);
    expect(await sessions.refresh(session.id, 0, { boundTo: odd })).toMatchObject({ generation: 1 });
  });
});

describe('a refresh', () => {
  test('moves the session on, and prolongs it when asked to', async () => {
    const session = await begin(ann);
    expect(await sessions.refresh(session.id, 0)).toMatchObject({
      generation: 1,
      expiresAt: session.expiresAt,
    });
    later(60);
    const prolonged = await sessions.refresh(session.id, 1, { boundTo: device, lifetimeSeconds: 3600 });
    expect(prolonged.expiresAt).toEqual(new Date(now.getTime() + 3_600_000));
    expect(await sessions.find(session.id)).toMatchObject({ generation: 2, expiresAt: prolonged.expiresAt });
  });

  test('that comes again ends the session', async () => {
    const session = await begin(ann);
    await sessions.refresh(session.id, 0);
    expect(await refusal(sessions.refresh(session.id, 0))).toEqual(UNAUTHENTICATED);
    expect(await refusal(sessions.refresh(session.id, 1))).toEqual(UNAUTHENTICATED);
    expect(ended).toEqual([session.id]);
  });

  test('that comes twice at the same moment gives one answer, and ends the session', async () => {
    for (let round = 0; round < 5; round++) {
      const { id } = await begin(ann);
      const outcomes = await Promise.allSettled([sessions.refresh(id, 0), sessions.refresh(id, 0)]);
      expect(outcomes.filter(({ status }) => status === 'fulfilled').length).toBeLessThanOrEqual(1);
      expect(await sessions.find(id)).toBeUndefined();
    }
  });

  test('from another device is refused, and the session stays', async () => {
    const { id } = await begin(ann);
    for (const other of [
      { ...device, ip: '198.51.100.1' },
      { ...device, userAgent: 'curl' },
    ]) {
      expect(await refusal(sessions.refresh(id, 0, { boundTo: other }))).toEqual({ code: 'DEVICE_MISMATCH' });
    }
    expect(await sessions.refresh(id, 0, { boundTo: device })).toMatchObject({ generation: 1 });
  });
});

describe('what happened to an account', () => {
  test('is listed newest first, page by page, to its user alone', async () => {
    await events.record({ userId: ann, action: 'sign_in', place, detail: 'password' });
    later(1);
    await events.record({ userId: ann, action: 'password_changed', place: atCode });
    await events.record({ userId: bob, action: 'sign_in', place: atCode });
    await events.record({ userId: null, action: 'sign_in_failed', place: atCode });
    const { total, items } = await events.list(ann, { page: 1, pageSize: 1 });
    expect(total).toBe(2);
    expect(items).toMatchObject([
      { action: 'password_changed', surface: 'code', ...device, detail: null, createdAt: now },
    ]);
    const next = await events.list(ann, { page: 2, pageSize: 1 });
    expect(next.items).toMatchObject([{ action: 'sign_in', detail: 'password' }]);
    expect(await events.list(ann, { page: 3, pageSize: 1 })).toEqual({ total: 2, items: [] });
  });

  test('is kept however long its words are', async () => {
    const odd = { ip: '🎈', userAgent: 'x'.repeat(1000) };
    await events.record({
      userId: ann,
      action: 'team_joined',
      place: { surface: 'code', ...odd },
      detail: '组'.repeat(300),
    });
    const { items } = await events.list(ann, { page: 1, pageSize: 10 });
    expect(items).toMatchObject([{ ip: '??', userAgent: 'x'.repeat(255), detail: '组'.repeat(255) }]);
  });
});

test('preferences are kept by user and kind, replaced and removed', async () => {
  const preferences = createPreferences({ db: database.db, clock });
  expect(await preferences.read(ann, 'agent')).toBeUndefined();
  await preferences.change(ann, 'agent', () => ({ mode: 'auto', skills: ['🎈'] }));
  await preferences.change(ann, 'model', () => ({ temperature: 0.5 }));
  await preferences.change(bob, 'agent', () => ({ mode: 'direct' }));
  expect(await preferences.read(ann, 'agent')).toEqual({ mode: 'auto', skills: ['🎈'] });
  await preferences.change(ann, 'agent', () => ({ mode: 'simple' }));
  expect(await preferences.read(ann, 'agent')).toEqual({ mode: 'simple' });
  await Promise.all(
    Array.from({ length: 8 }, (_, n) =>
      preferences.change<Record<string, number>>(ann, 'many', (before = {}) => ({ ...before, [n]: n })),
    ),
  );
  expect(Object.keys((await preferences.read<object>(ann, 'many')) ?? {})).toHaveLength(8);
  await preferences.remove(ann, 'agent');
  expect(await preferences.read(ann, 'agent')).toBeUndefined();
  expect(await preferences.read(ann, 'model')).toEqual({ temperature: 0.5 });
  expect(await preferences.read(bob, 'agent')).toEqual({ mode: 'direct' });
});
