import { createPrincipals, type Principals } from '../../api/auth/principal';
import { createCallers } from '../../domain/identity/callers';
import { argon2Hasher } from '../../domain/identity/password-hasher';
import { createIdentityEvents } from '../../domain/identity/events';
import { createSessions, type Sessions } from '../../domain/identity/sessions';
import { createUsers } from '../../domain/identity/users';
import { createTeams, type Teams } from '../../domain/teams/teams';
import { freshDatabase, type TestDatabase } from '../support/database';
import { refusal } from '../support/refusal';

let database: TestDatabase;
let sessions: Sessions;
let teams: Teams;
let principals: Principals;
let ann: number;
let now: Date;
const clock = { now: () => now };
const later = (seconds: number) => {
  now = new Date(now.getTime() + seconds * 1000);
};
const UNAUTHENTICATED = { code: 'UNAUTHENTICATED' };

beforeAll(async () => {
  database = await freshDatabase();
  const { db } = database;
  teams = createTeams({ db, clock });
  const identityEvents = createIdentityEvents({ db, clock });
  sessions = createSessions({ db, clock, identityEvents, onEnd: (ids) => principals.forget(ids) });
  principals = createPrincipals({ callers: createCallers({ db, clock }), clock });
});
beforeEach(async () => {
  now = new Date('2026-01-22T02:00:00Z');
  const hasher = argon2Hasher({ memoryCost: 64, timeCost: 1 });
  ann = (await createUsers({ db: database.db, clock, hasher }).register({})).user.id;
});
afterEach(() => vi.restoreAllMocks());
afterAll(() => database.drop());

const begin = (teamId?: number) =>
  sessions.begin({
    userId: ann,
    place: { surface: 'code', ip: '203.0.113.7', userAgent: 'a test' },
    method: 'password',
    lifetimeSeconds: 3600,
    teamId,
  });
const setUser = (column: string, value: string) =>
  database.db.query(`UPDATE users SET ${column} WHERE id = ?`, { replacements: [value, ann] });

test('tell who calls, for which team, and how they stand in it', async () => {
  const { id } = await begin();
  const person = { userId: ann, sessionId: id, signedInAt: now, role: 'user', isMember: false };
  expect(await principals.load(id)).toEqual({ ...person, teamId: null, teamRole: null });

  const team = await teams.create(ann, '研发组');
  const forTeam = await begin(team.id);
  expect(await principals.load(forTeam.id)).toMatchObject({ teamId: team.id, teamRole: 'owner' });
  await database.db.query(`DELETE FROM team_members WHERE user_id = ${ann}`);
  later(1);
  expect(await principals.load(forTeam.id)).toMatchObject({ teamId: team.id, teamRole: null });
});

test('know a member from one whose membership has ended', async () => {
  const { id } = await begin();
  await setUser(`membership_type = 'monthly', membership_end_at = ?`, '2026-01-22 02:00:02.000');
  expect(await principals.load(id)).toMatchObject({ isMember: true });
  later(2);
  expect(await principals.load(id)).toMatchObject({ isMember: false });
});

test('refuse a session that has ended or run out, one of nobody, and a user who was shut out', async () => {
  const [ended, old, shutOut] = [await begin(), await begin(), await begin()];
  await principals.load(ended.id);
  await sessions.end(ann, ended.id, 'logout');
  expect(await refusal(principals.load(ended.id))).toEqual(UNAUTHENTICATED);
  expect(await refusal(principals.load('00000000-0000-4000-8000-000000000000'))).toEqual(UNAUTHENTICATED);

  await setUser('status = ?', 'disabled');
  expect(await refusal(principals.load(shutOut.id))).toEqual({ code: 'ACCOUNT_DISABLED' });
  await setUser('status = ?', 'active');
  expect(await principals.load(shutOut.id)).toMatchObject({ userId: ann });

  later(3599);
  expect(await principals.load(old.id)).toMatchObject({ userId: ann });
  later(1);
  expect(await refusal(principals.load(old.id))).toEqual(UNAUTHENTICATED);
});

test('read once for all requests of a moment, and note once a minute that the session is used', async () => {
  const { id } = await begin();
  const statements = vi.spyOn(database.db, 'query');
  const crowd = () => Promise.all(Array.from({ length: 20 }, () => principals.load(id)));
  const began = now;
  later(60);
  await crowd();
  expect(statements).toHaveBeenCalledTimes(1);
  expect(await sessions.list(ann)).toMatchObject([{ id, lastSeenAt: began }]);
  statements.mockClear();

  later(1);
  await crowd();
  expect(statements).toHaveBeenCalledTimes(2);
  expect(await sessions.list(ann)).toMatchObject([{ id, lastSeenAt: now }]);
});
