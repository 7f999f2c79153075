import { randomBytes } from 'node:crypto';
import { QueryTypes } from 'sequelize';
import { createVerificationCodes } from '../../domain/identity/codes';
import { createIdentityEvents } from '../../domain/identity/events';
import { createOneTimeTokens } from '../../domain/identity/one-time-tokens';
import { argon2Hasher } from '../../domain/identity/password-hasher';
import { createIdentityRetention, type SweptRows } from '../../domain/identity/retention';
import { createSessions, type Session } from '../../domain/identity/sessions';
import { createUsers } from '../../domain/identity/users';
import { createTeams } from '../../domain/teams/teams';
import { freshDatabase, type TestDatabase } from '../support/database';
import { refusal } from '../support/refusal';

/** What is known of people's sign-ins is there as long as it was promised, and gone afterwards. */

const START = new Date('2026-01-22T02:00:00Z');
const DAY = 86_400;
const EVENTS_DAYS = 100;
const NOTHING: SweptRows = {
  sessions: 0,
  invitations: 0,
  codes: 0,
  tokens: 0,
  events: 0,
  anonymousEvents: 0,
};
const TABLES = ['sessions', 'identity_events', 'team_invitations', 'verification_codes', 'one_time_tokens'];

let database: TestDatabase;
let now = START;
const clock = { now: () => now };
/** Goes to so many seconds after the start. */
const at = (seconds: number) => {
  now = new Date(START.getTime() + seconds * 1000);
};
const place = { surface: 'agent', ip: '203.0.113.7', userAgent: 'Mozilla/5.0 (a test)' };

beforeAll(async () => {
  database = await freshDatabase();
});
beforeEach(async () => {
  at(0);
  for (const table of TABLES) await database.db.query(`DELETE FROM ${table}`);
});
afterAll(() => database.drop());

const services = () => {
  const { db } = database;
  const events = createIdentityEvents({ db, clock });
  return {
    sessions: createSessions({ db, clock, identityEvents: events, onEnd: () => undefined }),
    events,
    teams: createTeams({ db, clock }),
    codes: createVerificationCodes({ db, clock, key: randomBytes(32) }),
    tokens: createOneTimeTokens({ db, clock }),
  };
};
const sweep = (onBatch?: (swept: SweptRows) => void) =>
  createIdentityRetention({ db: database.db, clock, eventsDays: EVENTS_DAYS }).sweep(onBatch);

async function newUser(): Promise<number> {
  const hasher = argon2Hasher({ memoryCost: 64, timeCost: 1 });
  return (await createUsers({ db: database.db, clock, hasher }).register({})).user.id;
}

async function ids(table: string): Promise<unknown[]> {
  const rows = await database.db.query<{ id: unknown }>(`SELECT id FROM ${table} ORDER BY id`, {
    type: QueryTypes.SELECT,
  });
  return rows.map(({ id }) => id);
}

test('nothing goes before its time', async () => {
  const { sessions, events, teams, codes, tokens } = services();
  const ann = await newUser();
  const team = await teams.create(ann, 'one');
  await sessions.begin({ userId: ann, place, method: 'password', lifetimeSeconds: DAY });
  await events.record({ userId: ann, action: 'sign_in', place });
  await events.record({ userId: null, action: 'sign_in_failed', place });
  await teams.invite(team.id, { email: 'bob@example.com', role: 'member' }, ann);
  await codes.issue('login', 'ann@example.com');
  await tokens.issue('state', {}, 300);
  at(299);
  expect(await sweep()).toEqual(NOTHING);
});

test('a session stays for 30 days after it has expired, or was ended before', async () => {
  const { sessions } = services();
  const ann = await newUser();
  const begin = (days: number): Promise<Session> =>
    sessions.begin({ userId: ann, place, method: 'password', lifetimeSeconds: days * DAY });
  const [expires, ends, stands, endsLate] = [
    await begin(7),
    await begin(90),
    await begin(90),
    await begin(7),
  ];
  at(2 * DAY);
  await sessions.end(ann, ends.id, 'logout');
  at(20 * DAY);
  await sessions.endAll(ann, 'password_changed', { except: stands.id }); // one of them has long expired

  at(32 * DAY);
  expect(await sweep()).toEqual(NOTHING);
  at(32 * DAY + 1);
  expect(await sweep()).toEqual({ ...NOTHING, sessions: 1 });
  expect(await ids('sessions')).toEqual([expires.id, stands.id, endsLate.id].sort());
  at(37 * DAY + 1);
  expect(await sweep()).toEqual({ ...NOTHING, sessions: 2 });
  expect(await sessions.list(ann)).toMatchObject([{ id: stands.id }]);
  expect(await refusal(sessions.refresh(ends.id, 0))).toEqual({ code: 'UNAUTHENTICATED' });
});

test('an event of an account stays as long as is set, one of nobody for 30 days', async () => {
  const { events } = services();
  const [ann, bob] = [await newUser(), await newUser()];
  for (const days of [0, 1]) {
    at(days * DAY);
    for (const userId of [null, ann, bob, null]) await events.record({ userId, action: 'sign_in', place });
  }
  at(30 * DAY);
  expect(await sweep()).toEqual(NOTHING);
  at(30 * DAY + 1);
  expect(await sweep()).toEqual({ ...NOTHING, anonymousEvents: 2 });
  at(EVENTS_DAYS * DAY);
  expect(await sweep()).toEqual({ ...NOTHING, anonymousEvents: 2 });
  at(EVENTS_DAYS * DAY + 1);
  expect(await sweep()).toEqual({ ...NOTHING, events: 2 });
  for (const userId of [ann, bob]) {
    expect(await events.list(userId, { page: 1, pageSize: 9 })).toMatchObject({ total: 1 });
  }
});

test('an invitation stays for 30 days after it was accepted, revoked or replaced, or has expired', async () => {
  const { teams } = services();
  const [owner, guest] = [await newUser(), await newUser()];
  const team = await teams.create(owner, 'one');
  const invite = (email: string) => teams.invite(team.id, { email, role: 'member' }, owner);
  const accepted = await invite('accepted@example.com');
  const revoked = await invite('revoked@example.com');
  await invite('expires@example.com');
  await invite('again@example.com');
  at(1 * DAY);
  await teams.accept(accepted.token, { id: guest, email: 'accepted@example.com' });
  await teams.revokeInvitation(team.id, revoked.invitation.id);
  const newer = await invite('again@example.com');
  expect(await teams.invitations(team.id)).toHaveLength(2);

  at(31 * DAY);
  expect(await sweep()).toEqual(NOTHING);
  at(31 * DAY + 1);
  expect(await sweep()).toEqual({ ...NOTHING, invitations: 3 });
  at(37 * DAY + 1);
  expect(await sweep()).toEqual({ ...NOTHING, invitations: 1 });
  expect(await ids('team_invitations')).toEqual([newer.invitation.id]);
});

test('codes and one-time tokens go as soon as they are worth nothing', async () => {
  const { codes, tokens } = services();
  await codes.issue('login', 'ann@example.com', 300);
  await codes.issue('login', 'bob@example.com', 600);
  await tokens.issue('state', {}, 300);
  const good = await tokens.issue('state', { good: true }, 600);
  at(301);
  expect(await sweep()).toEqual({ ...NOTHING, codes: 1, tokens: 1 });
  expect(await tokens.take('state', good)).toEqual({ good: true });
});

describe('many rows', () => {
  async function oldEvents(count: number, userId: number | null): Promise<void> {
    const row = `(${userId ?? 'NULL'}, 'sign_in', 'agent', '', '', '2020-01-01')`;
    await database.db.query(
      `INSERT INTO identity_events (user_id, action, surface, ip, user_agent, created_at)
       VALUES ${Array.from({ length: count }, () => row).join()}`,
    );
  }

  test('go in batches, and each is told of', async () => {
    await oldEvents(2300, await newUser());
    const told: number[] = [];
    expect(await sweep(({ events }) => told.push(events))).toEqual({ ...NOTHING, events: 2300 });
    expect([...new Set(told)]).toEqual([0, 1000, 2000, 2300]);
  });

  test('of which some have gone when a sweep is called off go with the next', async () => {
    await oldEvents(2300, null);
    const calledOff = sweep(({ events }) => {
      if (events > 0) throw new Error('the worker stops');
    });
    await expect(calledOff).rejects.toThrow('the worker stops');
    expect(await ids('identity_events')).toHaveLength(1300);
    expect(await sweep()).toEqual({ ...NOTHING, events: 1300 });
    expect(await sweep()).toEqual(NOTHING);
  });

  test('are no obstacle to a sweep at the same moment', async () => {
    await oldEvents(3000, null);
    const both = await Promise.all([sweep(), sweep()]);
    expect(both[0].events + both[1].events).toBe(3000);
  });
});
