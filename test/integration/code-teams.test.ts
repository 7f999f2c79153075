import type { Mail } from '../../domain/mail';
import { randomUUID } from 'node:crypto';
import { AppError } from '../../domain/errors';
import { newCodeUser, newTeam, signInToTeam, tokenInMail, type CodeUser } from '../support/code-user';
import { platform, type TestPlatform } from '../support/platform';

let code: TestPlatform;
let owner: CodeUser;
let member: CodeUser;
let team: Awaited<ReturnType<typeof newTeam>>;

beforeAll(async () => {
  code = await platform();
});
beforeEach(async () => {
  owner = await newCodeUser(code);
  member = await newCodeUser(code);
  team = await newTeam(code, owner, '平台组 🚀');
  await team.join(member, 'member');
});
afterAll(() => code.close());

const TEAM = '/api/v1/teams/users';
const FORBIDDEN = { code: 40300, msg: '无权限', data: null };
const NOT_FOUND = { code: 40400, msg: '资源不存在', data: null };
const INVITATION_INVALID = { code: 40000, msg: '邀请无效或已过期', data: null };

const accept = (user: CodeUser, token: string) =>
  user.browser.post('/api/v1/teams/invitations/accept', { token });
const invite = (user: CodeUser, email: string, role?: string) =>
  user.browser.post(`${TEAM}/invitations`, { email, role });

async function invitations(user: CodeUser): Promise<{ id: string; email: string }[]> {
  return (await user.browser.get(`${TEAM}/invitations`)).body.data.invitations as {
    id: string;
    email: string;
  }[];
}

/** What an API process knows of a caller is at most a second old. */
const aSecondLater = () => code.advance(1_100);

describe('a team', () => {
  test('is there for its members, each with their standing', async () => {
    const { body } = await member.browser.get('/api/v1/teams');
    expect(body.data.teams).toEqual([
      { id: team.id, name: '平台组 🚀', role: 'member', created_at: expect.any(Number) },
    ]);
    expect((await owner.browser.get(`/api/v1/teams/${team.id}`)).body.data.team.role).toBe('owner');
    expect((await member.browser.get(`${TEAM}/status`)).body.data).toMatchObject({
      user: { id: member.uuid, role: 'member' },
      team: { id: team.id, role: 'member' },
    });
  });

  test('is not there for others', async () => {
    const stranger = await newCodeUser(code);
    expect((await stranger.browser.get(`/api/v1/teams/${team.id}`)).body).toEqual(NOT_FOUND);
    const login = await stranger.browser.post(`${TEAM}/login`, { team_id: team.id });
    expect(login.body).toEqual(NOT_FOUND);
    expect(stranger.browser.cookie('monkeycode_ai_team_session')).toBeUndefined();
    expect((await stranger.browser.get('/api/v1/teams')).body.data.teams).toEqual([]);
  });

  test.each(['', '   ', 'x'.repeat(101), 7])('is not called %o', async (name) => {
    expect((await owner.browser.post('/api/v1/teams', { name })).status).toBe(400);
  });

  test('is one at a time: another one’s session takes its place', async () => {
    const other = await newTeam(code, owner, 'Other');
    expect((await owner.browser.get(`${TEAM}/status`)).body.data.team.id).toBe(other.id);
    const { body } = await owner.browser.get('/api/v1/users/sessions');
    const acting = (body.data.sessions as { team_id: string | null }[]).filter(({ team_id }) => team_id);
    expect(acting.map(({ team_id }) => team_id)).toEqual([other.id]);
  });

  test('acts for nobody who signed out of it; the user stays signed in', async () => {
    expect((await member.browser.post(`${TEAM}/logout`)).status).toBe(200);
    expect((await member.browser.get(`${TEAM}/status`)).status).toBe(401);
    expect((await member.browser.get('/api/v1/users/status')).body.code).toBe(0);
  });
});

describe('members', () => {
  const standing = async (user: CodeUser) =>
    ((await owner.browser.get(`${TEAM}/members`)).body.data.members as Record<string, unknown>[]).find(
      ({ user_id }) => user_id === user.uuid,
    )?.['role'];
  const change = (by: CodeUser, who: CodeUser, role: string) =>
    by.browser.put(`${TEAM}/members/${who.uuid}`, { role });
  const remove = (by: CodeUser, who: CodeUser) => by.browser.delete(`${TEAM}/members/${who.uuid}`);

  test('are given another standing, which holds at once', async () => {
    expect((await member.browser.get(`${TEAM}/invitations`)).body).toEqual(FORBIDDEN);
    expect((await change(owner, member, 'admin')).body).toEqual({ code: 0, msg: 'success' });
    aSecondLater();
    expect((await member.browser.get(`${TEAM}/invitations`)).status).toBe(200);
  });

  test('an administrator neither makes owners nor touches one', async () => {
    await change(owner, member, 'admin');
    aSecondLater();
    expect((await change(member, member, 'owner')).body).toEqual(FORBIDDEN);
    expect((await change(member, owner, 'member')).body).toEqual(FORBIDDEN);
    expect((await remove(member, owner)).body).toEqual(FORBIDDEN);
    expect((await change(owner, member, 'king')).status).toBe(400);
    expect(await standing(member)).toBe('admin');
    expect(await standing(owner)).toBe('owner');
  });

  test('the last owner stays', async () => {
    const lastOwner = { code: 40300, msg: '团队至少需要一名所有者', data: null };
    expect((await change(owner, owner, 'member')).body).toEqual(lastOwner);
    expect((await remove(owner, owner)).body).toEqual(lastOwner);
    expect((await owner.browser.post(`${TEAM}/leave`)).body).toEqual(lastOwner);
    expect((await owner.browser.get(`${TEAM}/status`)).status).toBe(200);
    await change(owner, member, 'owner');
    expect((await owner.browser.post(`${TEAM}/leave`)).status).toBe(200);
    expect((await owner.browser.get('/api/v1/teams')).body.data.teams).toEqual([]);
  });

  test('who was put out sees nothing of the team any more, with the session of before', async () => {
    expect((await remove(owner, member)).status).toBe(200);
    aSecondLater();
    expect((await member.browser.get(`${TEAM}/members`)).body).toEqual(FORBIDDEN);
    expect(await standing(member)).toBeUndefined();
    expect((await remove(owner, member)).body).toEqual(NOT_FOUND);
  });

  test('somebody of another team, or nobody, is not there', async () => {
    const stranger = await newCodeUser(code);
    expect((await change(owner, stranger, 'admin')).body).toEqual(NOT_FOUND);
    const nobody = { ...stranger, uuid: randomUUID() };
    expect((await remove(owner, nobody)).body).toEqual(NOT_FOUND);
  });

  test.each(['nonsense', '%F0%9F%9A%80', 'MTIz'])('a made-up cursor, %s: 40000', async (cursor) => {
    const answer = await owner.browser.get(`${TEAM}/members?cursor=${cursor}`);
    expect(answer.body.data.errors[0].field).toBe('query.cursor');
  });
});

describe('an invitation', () => {
  test('reaches who it names by mail alone, and makes a member once', async () => {
    const guest = await newCodeUser(code);
    const invited = await invite(owner, guest.email, 'admin');
    expect(invited.body.data.invitation).toMatchObject({ email: guest.email, role: 'admin' });
    const token = tokenInMail(code, guest.email);
    expect(invited.text).not.toContain(token);
    expect(code.mails.at(-1)!.text).toContain(`“平台组 🚀”`);

    const joined = await accept(guest, token);
    expect(joined.body.data.team).toMatchObject({ id: team.id, role: 'admin' });
    expect((await accept(guest, token)).body).toEqual(INVITATION_INVALID);
    expect(await invitations(owner)).toEqual([]);
    await signInToTeam(guest, team.id);
    expect((await guest.browser.get(`${TEAM}/invitations`)).status).toBe(200);
  });

  test('that was taken back, replaced, or is a week old opens nothing', async () => {
    const guest = await newCodeUser(code);
    await invite(owner, guest.email);
    const first = tokenInMail(code, guest.email);
    await invite(owner, guest.email);
    const second = tokenInMail(code, guest.email);
    expect((await accept(guest, first)).body).toEqual(INVITATION_INVALID);

    const [open] = await invitations(owner);
    const path = `${TEAM}/invitations/${open!.id}`;
    expect((await owner.browser.delete(path)).status).toBe(200);
    expect((await owner.browser.delete(path)).body).toEqual(NOT_FOUND);
    expect((await accept(guest, second)).body).toEqual(INVITATION_INVALID);

    await invite(owner, guest.email);
    const third = tokenInMail(code, guest.email);
    code.advance(7 * 24 * 3_600_000 + 1);
    expect((await accept(guest, third)).body).toEqual(INVITATION_INVALID);
    expect((await accept(guest, 'made-up')).body).toEqual(INVITATION_INVALID);
  });

  test('of another team cannot be taken back', async () => {
    const other = await newCodeUser(code);
    await newTeam(code, other);
    await invite(other, 'guest@example.com');
    const [open] = await invitations(other);
    expect((await owner.browser.delete(`${TEAM}/invitations/${open!.id}`)).body).toEqual(NOT_FOUND);
    expect(await invitations(other)).toHaveLength(1);
  });

  test.each([
    ['to own it', { email: 'guest@example.com', role: 'owner' }],
    ['of nobody', { role: 'member' }],
    ['of what is no address', { email: 'guest', role: 'member' }],
  ])('%s: 40000', async (_name, body) => {
    expect((await owner.browser.post(`${TEAM}/invitations`, body)).status).toBe(400);
  });

  test('stays good when it is not known whether its mail went out', async () => {
    const sent: Mail[] = [];
    const send = (mail: Mail) => {
      sent.push(mail); // and then the connection broke
      return Promise.reject(new AppError('UNAVAILABLE'));
    };
    const shaky = await platform({ mailer: { send } });
    try {
      const founder = await newCodeUser(shaky);
      await newTeam(shaky, founder);
      const guest = await newCodeUser(shaky);
      expect((await invite(founder, guest.email)).body.code).toBe(50300);
      const token = tokenInMail({ mails: sent }, guest.email);
      expect((await accept(guest, token)).body.code).toBe(0);
    } finally {
      await shaky.close();
    }
  });
});
