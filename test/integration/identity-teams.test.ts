import { argon2Hasher } from '../../domain/identity/password-hasher';
import { createUsers, type Users } from '../../domain/identity/users';
import { readRole } from '../../domain/teams/member-rows';
import { createTeams, type Teams, type TeamRole } from '../../domain/teams/teams';
import { freshDatabase, type TestDatabase } from '../support/database';
import { refusal } from '../support/refusal';

let database: TestDatabase;
let users: Users;
let teams: Teams;
let now: Date;
const clock = { now: () => now };
const later = (seconds: number) => {
  now = new Date(now.getTime() + seconds * 1000);
};

beforeAll(async () => {
  database = await freshDatabase(20);
  users = createUsers({ db: database.db, clock, hasher: argon2Hasher({ memoryCost: 64, timeCost: 1 }) });
  teams = createTeams({ db: database.db, clock });
});
beforeEach(() => {
  now = new Date('2026-01-22T02:00:00Z');
});
afterAll(() => database.drop());

let count = 0;
const newUser = async (nickname: string | null = null) =>
  (await users.register({ email: `user${++count}@example.com`, nickname })).user;
const FORBIDDEN = { code: 'FORBIDDEN' };
const INVALID = { code: 'INVITATION_INVALID' };

/** A team, and how to add somebody of a standing to it. */
async function newTeam(name = '研发组 🚀') {
  const owner = await newUser();
  const team = await teams.create(owner.id, name);
  const add = async (role: TeamRole, nickname: string | null = null) => {
    const user = await newUser(nickname);
    const { token } = await teams.invite(team.id, { email: user.email!, role }, owner.id);
    await teams.accept(token, user);
    return user;
  };
  return { team, owner, add, roleOf: (user: { id: number }) => readRole(database.db, team.id, user.id) };
}

describe('a team', () => {
  test('begins with its owner', async () => {
    const { team, owner, roleOf } = await newTeam();
    expect(team).toMatchObject({ name: '研发组 🚀', createdAt: now });
    expect(await teams.of(owner.id)).toEqual([{ team, role: 'owner' }]);
    expect(await roleOf(await newUser())).toBeNull();
  });

  test('lists its members page by page in the order in which they joined, also of one moment', async () => {
    const { team, owner, add } = await newTeam();
    const ann = await add('admin', '安 🎈');
    const bob = await add('member');
    later(1);
    const eve = await add('member');
    const first = await teams.members(team.id, { limit: 2 });
    expect(first.items).toEqual([
      { userUuid: owner.uuid, name: owner.username, role: 'owner', joinedAt: expect.any(Date) as Date },
      { userUuid: ann.uuid, name: '安 🎈', role: 'admin', joinedAt: expect.any(Date) as Date },
    ]);
    expect(first.nextCursor).toEqual(expect.any(String));
    await teams.remove(team.id, ann.id, owner.id);
    const second = await teams.members(team.id, { limit: 2, cursor: first.nextCursor! });
    expect(second.items.map(({ userUuid }) => userUuid)).toEqual([bob.uuid, eve.uuid]);
    expect(second.nextCursor).toBeNull();
  });

  test.each(['', 'x', '🎈', Buffer.from('1.1; DROP TABLE users').toString('base64url')])(
    'has no page at %j',
    async (cursor) => {
      const { team } = await newTeam();
      expect(await refusal(teams.members(team.id, { limit: 2, cursor }))).toEqual({
        code: 'VALIDATION',
        fields: ['query.cursor'],
      });
    },
  );
});

describe('standing', () => {
  test.each<[by: TeamRole, of: TeamRole, to: TeamRole, allowed: boolean]>([
    ['owner', 'member', 'owner', true],
    ['owner', 'admin', 'member', true],
    ['owner', 'owner', 'member', true],
    ['admin', 'member', 'admin', true],
    ['admin', 'admin', 'member', true],
    ['admin', 'member', 'owner', false],
    ['admin', 'owner', 'member', false],
    ['member', 'member', 'admin', false],
    ['member', 'admin', 'member', false],
  ])('a team %s makes a team %s a team %s: %s', async (by, of, to, allowed) => {
    const { team, add, roleOf } = await newTeam();
    const [caller, subject] = [await add(by), await add(of)];
    const work = teams.setRole(team.id, subject.id, to, caller.id);
    if (allowed) await work;
    else expect(await refusal(work)).toEqual(FORBIDDEN);
    expect(await roleOf(subject)).toBe(allowed ? to : of);
  });

  test('is nothing that one raises for oneself, but what one may lay down', async () => {
    const { team, add, roleOf } = await newTeam();
    const [admin, member] = [await add('admin'), await add('member')];
    expect(await refusal(teams.setRole(team.id, admin.id, 'owner', admin.id))).toEqual(FORBIDDEN);
    expect(await refusal(teams.setRole(team.id, member.id, 'admin', member.id))).toEqual(FORBIDDEN);
    await teams.setRole(team.id, admin.id, 'member', admin.id);
    expect(await roleOf(admin)).toBe('member');
  });

  test('in one team is none in another', async () => {
    const { team, add, roleOf } = await newTeam();
    const { owner: stranger } = await newTeam();
    const member = await add('member');
    expect(await refusal(teams.setRole(team.id, member.id, 'admin', stranger.id))).toEqual(FORBIDDEN);
    expect(await refusal(teams.remove(team.id, member.id, stranger.id))).toEqual(FORBIDDEN);
    expect(await refusal(teams.remove(team.id, stranger.id, stranger.id))).toEqual({ code: 'NOT_FOUND' });
    const asked = teams.invite(team.id, { email: 'x@example.com', role: 'member' }, stranger.id);
    expect(await refusal(asked)).toEqual(FORBIDDEN);
    expect(await roleOf(member)).toBe('member');
  });

  test('the last owner keeps', async () => {
    const { team, owner, add, roleOf } = await newTeam();
    expect(await refusal(teams.setRole(team.id, owner.id, 'admin', owner.id))).toEqual({
      code: 'LAST_OWNER',
    });
    expect(await refusal(teams.remove(team.id, owner.id, owner.id))).toEqual({ code: 'LAST_OWNER' });
    await teams.setRole(team.id, owner.id, 'owner', owner.id);
    const other = await add('owner');
    await teams.remove(team.id, owner.id, other.id);
    expect(await roleOf(owner)).toBeNull();
  });

  test('two last owners who lay it down or leave at the same moment leave one', async () => {
    for (let round = 0; round < 5; round++) {
      const { team, owner, add } = await newTeam();
      const other = await add('owner');
      const outcomes = await Promise.allSettled([
        teams.setRole(team.id, owner.id, 'member', owner.id),
        round % 2
          ? teams.remove(team.id, other.id, other.id)
          : teams.setRole(team.id, other.id, 'member', owner.id),
      ]);
      expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      const { items } = await teams.members(team.id, { limit: 10 });
      expect(items.filter(({ role }) => role === 'owner')).toHaveLength(1);
    }
  });

  test('ends with leaving or being taken out', async () => {
    const { team, add, roleOf } = await newTeam();
    const [admin, ann, bob] = [await add('admin'), await add('member'), await add('member')];
    expect(await refusal(teams.remove(team.id, ann.id, bob.id))).toEqual(FORBIDDEN);
    await teams.remove(team.id, ann.id, admin.id);
    await teams.remove(team.id, bob.id, bob.id);
    expect([await roleOf(ann), await roleOf(bob)]).toEqual([null, null]);
    expect(await teams.of(ann.id)).toEqual([]);
  });
});

describe('an invitation', () => {
  test('lets one person in, once, with its standing', async () => {
    const { team, owner, roleOf } = await newTeam();
    const { invitation, token } = await teams.invite(
      team.id,
      { email: 'New@Example.com', role: 'admin' },
      owner.id,
    );
    expect(invitation).toMatchObject({ email: 'new@example.com', role: 'admin' });
    expect(await teams.invitations(team.id)).toEqual([invitation]);
    const [rows] = await database.db.query('SELECT * FROM team_invitations');
    expect(JSON.stringify(rows)).not.toContain(token);

    const [stranger, guest] = [await newUser(), { ...(await newUser()), email: 'new@example.com' }];
    expect(await refusal(teams.accept(token, stranger))).toEqual({ code: 'INVITATION_FOR_ANOTHER' });
    const outcomes = await Promise.allSettled([guest, guest, guest].map((user) => teams.accept(token, user)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect([await roleOf(guest), await roleOf(stranger)]).toEqual(['admin', null]);
    expect(await refusal(teams.accept(token, guest))).toEqual(INVALID);
    expect(await teams.invitations(team.id)).toEqual([]);
  });

  test('is good for a week, unless it is withdrawn or replaced', async () => {
    const { team, owner } = await newTeam();
    const guest = await newUser();
    const ask = () => teams.invite(team.id, { email: guest.email!, role: 'member' }, owner.id);
    const first = await ask();
    const second = await ask();
    expect(await refusal(teams.accept(first.token, guest))).toEqual(INVALID);
    expect(await teams.revokeInvitation((await newTeam()).team.id, second.invitation.id)).toBe(false);
    expect(await teams.revokeInvitation(team.id, second.invitation.id)).toBe(true);
    expect(await teams.revokeInvitation(team.id, second.invitation.id)).toBe(false);
    expect(await teams.revokeInvitation(team.id, 'é')).toBe(false);
    expect(await refusal(teams.accept(second.token, guest))).toEqual(INVALID);

    const third = await ask();
    later(7 * 24 * 3600 - 1);
    expect(await teams.accept(third.token, guest)).toEqual({ teamId: team.id, role: 'member' });
    expect(await refusal(ask())).toEqual({ code: 'ALREADY_EXISTS', fields: ['body.email'] });
    await teams.remove(team.id, guest.id, owner.id);
    const late = await ask();
    later(7 * 24 * 3600);
    expect(await refusal(teams.accept(late.token, guest))).toEqual(INVALID);
    expect(await refusal(teams.accept('🎈', guest))).toEqual(INVALID);
  });

  test('gives no more than who wrote it may, then and when it is accepted', async () => {
    const { team, owner, add, roleOf } = await newTeam();
    const [admin, member, guest] = [await add('admin'), await add('member'), await newUser()];
    const ask = (role: TeamRole, by: { id: number }) =>
      teams.invite(team.id, { email: guest.email!, role }, by.id);
    expect(await refusal(ask('owner', admin))).toEqual(FORBIDDEN);
    expect(await refusal(ask('member', member))).toEqual(FORBIDDEN);
    const { token } = await ask('admin', admin);
    await teams.setRole(team.id, admin.id, 'member', owner.id);
    expect(await refusal(teams.accept(token, guest))).toEqual(INVALID);
    expect(await roleOf(guest)).toBeNull();
  });

  test('changes nothing for who is in the team', async () => {
    const { team, owner, roleOf } = await newTeam();
    const { token } = await teams.invite(
      team.id,
      { email: 'new.address@example.com', role: 'member' },
      owner.id,
    );
    expect(await teams.accept(token, { ...owner, email: 'new.address@example.com' })).toEqual({
      teamId: team.id,
      role: 'owner',
    });
    expect(await roleOf(owner)).toBe('owner');
  });
});
