import { randomUUID } from 'node:crypto';
import { readOperations } from '../../api/router/operation';
import { inProject } from '../../config/paths';
import { loadDocument } from '../../openapi/document';
import { Browser } from '../support/browser';
import { newCodeUser, newTeam, signIn, signInToTeam, type CodeUser } from '../support/code-user';
import { platform, type TestPlatform } from '../support/platform';

/** Every operation of the surface, tried by everybody: who is let in is what the table says, and the document. */

const ROLES = ['nobody', 'user', 'member', 'admin', 'owner'] as const;
type Role = (typeof ROLES)[number];

/** The least that one must be, by operation. A member, an admin or an owner acts for the team. */
const LEAST: Readonly<Record<string, Role>> = {
  createCaptchaChallenge: 'nobody',
  redeemCaptchaChallenge: 'nobody',
  signInWithPassword: 'nobody',
  beginOauthSignIn: 'nobody',
  finishOauthSignIn: 'nobody',
  getStatus: 'nobody',
  requestPasswordReset: 'nobody',
  resetPassword: 'nobody',
  signOut: 'user',
  signOutEverywhere: 'user',
  changePassword: 'user',
  listSessions: 'user',
  revokeSession: 'user',
  listAccountEvents: 'user',
  createTeam: 'user',
  listTeams: 'user',
  getTeam: 'user',
  signInToTeam: 'user',
  acceptTeamInvitation: 'user',
  getTeamStatus: 'member',
  signOutOfTeam: 'member',
  listTeamMembers: 'member',
  changeTeamRole: 'admin',
  removeTeamMember: 'admin',
  inviteToTeam: 'admin',
  listTeamInvitations: 'admin',
  revokeTeamInvitation: 'admin',
  leaveTeam: 'member',
};

const operations = new Map(
  readOperations(loadDocument(inProject('openapi', 'code.yaml'))).map((operation) => [
    operation.id,
    operation,
  ]),
);

let code: TestPlatform;
let teamId: string;
const people = {} as Record<Exclude<Role, 'nobody'>, CodeUser>;

beforeAll(async () => {
  code = await platform();
  const founder = await newCodeUser(code);
  const team = await newTeam(code, founder);
  teamId = team.id;
  for (const role of ['user', 'member', 'admin', 'owner'] as const) people[role] = await newCodeUser(code);
  await team.join(people.member, 'member');
  await team.join(people.admin, 'admin');
  await team.join(people.owner, 'admin');
  const { uuid } = people.owner;
  await founder.browser.put(`/api/v1/teams/users/members/${uuid}`, { role: 'owner' });
});
afterAll(() => code.close());

test('the table has every operation, and the document says the same of each', () => {
  expect(Object.keys(LEAST).sort()).toEqual([...operations.keys()].sort());
  for (const [id, least] of Object.entries(LEAST)) {
    const { anonymous, schemes, role } = operations.get(id)!;
    const documented = anonymous
      ? 'nobody'
      : schemes.includes('codeSession')
        ? 'user'
        : (role?.replace('team:', '') ?? 'member');
    expect({ id, documented }).toEqual({ id, documented: least });
  }
});

test.each(Object.entries(LEAST))('%s: from %s on', async (id, least) => {
  const { method, path, body, schemes, anonymous } = operations.get(id)!;
  for (const role of ROLES) {
    const isSignedIn = role !== 'nobody';
    const actsForTeam = isSignedIn && role !== 'user';
    const browser = new Browser(code.baseUrl);
    if (isSignedIn) await signIn(code, browser, people[role]);
    if (actsForTeam) await signInToTeam({ browser }, teamId);

    // What is asked for is not there, or not whole: whoever is let in does no harm.
    const address = path.replaceAll(/\{\w+\}/g, () => randomUUID());
    const { status } = await browser.call(method, address, body ? {} : undefined);
    const hasCredential =
      anonymous ||
      (schemes.includes('codeSession') && isSignedIn) ||
      (schemes.includes('teamSession') && actsForTeam);
    const isLetIn = ROLES.indexOf(role) >= ROLES.indexOf(least);
    const refusal = hasCredential ? 403 : 401;
    expect({ id, role, refused: status === 401 || status === 403 ? status : false }).toEqual({
      id,
      role,
      refused: isLetIn ? false : refusal,
    });
  }
});
