import type { GatewayUser } from '../support/gateway';
import { managedGateway, put, refused, type ManagedGateway } from '../support/gateway-management';

/** Groups of users, as an administrator sets them up over the API. */

let gateway: ManagedGateway;

beforeAll(async () => {
  gateway = await managedGateway();
});
afterAll(() => gateway.close());

/** Puts a user into groups, instead of those before. */
async function join(user: GatewayUser, groups: readonly object[]): Promise<void> {
  const { status, text } = await put(gateway.admin, `/api/users/${user.id}`, { groups });
  if (status !== 200) throw new Error(text);
}

async function newGroup(name: string, multiplier = '1'): Promise<number> {
  return (await gateway.admin.post('/api/groups', { name, multiplier })).body.id as number;
}

test('a group is made, changed and deleted', async () => {
  const { status, body } = await gateway.admin.post('/api/groups', { name: 'vip', multiplier: 0.8 });
  expect(status).toBe(200);
  expect(body).toEqual({
    id: expect.any(Number),
    name: 'vip',
    multiplier: '0.8',
    built_in: false,
    created_at: expect.any(String),
    updated_at: expect.any(String),
  });
  const path = `/api/groups/${body.id}`;
  expect((await put(gateway.admin, path, { name: 'friends' })).body).toMatchObject({
    name: 'friends',
    multiplier: '0.8',
  });
  expect((await put(gateway.admin, path, { multiplier: '0' })).body).toMatchObject({ multiplier: '1' });
  const groups = (await gateway.admin.get('/api/groups')).body as { name: string }[];
  expect(groups.map(({ name }) => name)).toEqual(['user', 'friends']);
  expect((await gateway.admin.delete(path)).body).toEqual({ message: '分组已删除' });
  expect((await gateway.admin.delete(path)).status).toBe(404);
  expect((await put(gateway.admin, path, { name: 'vip' })).status).toBe(404);
});

test('what a group pays is in force within a second', async () => {
  const user = await gateway.newcomer(10);
  const { id } = (await gateway.admin.post('/api/groups', { name: 'half', multiplier: '0.5' })).body as {
    id: number;
  };
  const cost = async () => Number((await gateway.ask(user.token)).headers.get('x-taskloom-cost'));
  const whole = await cost();
  await join(user, [{ group_id: id }]);
  gateway.settle();
  expect(await cost()).toBeCloseTo(whole / 2, 7);
  expect((await user.api.get('/api/user/stats')).body).toMatchObject({ group: 'half' });

  expect(refused(await gateway.admin.delete(`/api/groups/${id}`))).toEqual({ status: 409, type: 'in_use' });
  await join(user, []);
  expect((await gateway.admin.delete(`/api/groups/${id}`)).status).toBe(200);
});

test('a group that a key has is in use', async () => {
  const user = await gateway.newcomer();
  const { id } = (await gateway.admin.post('/api/groups', { name: 'keyed' })).body as { id: number };
  await join(user, [{ group_id: id }]);
  const { body } = await user.api.post('/api/user/api-keys', { name: 'k', group_id: id });
  await join(user, []);
  expect((await gateway.admin.delete(`/api/groups/${id}`)).status).toBe(409);
  await user.api.delete(`/api/user/api-keys/${body.key.id}`);
  expect((await gateway.admin.delete(`/api/groups/${id}`)).status).toBe(200);
});

test('a user is put into one group for ever, into several for a time, and out of all', async () => {
  const user = await gateway.newcomer(3);
  const [gold, silver] = [await newGroup('gold', '0.5'), await newGroup('silver', '0.9')];
  const path = `/api/users/${user.id}`;
  const forEver = await put(gateway.admin, path, { group_id: gold });
  expect(forEver.body).toMatchObject({
    id: user.id,
    balance: '3',
    group_id: gold,
    group: { name: 'gold', multiplier: '0.5' },
    groups: [{ group_id: gold, group: { name: 'gold' }, expires_at: null }],
  });
  const until = new Date(gateway.clock.now().getTime() + 60_000).toISOString();
  await join(user, [{ group_id: silver, expires_at: until }, { group_id: gold }]);
  const found = async () =>
    ((await gateway.admin.get(`/api/users?search=${user.username.toUpperCase()}`)).body as object[])[0];
  expect(await found()).toMatchObject({
    username: user.username,
    groups: [{ group_id: gold }, { group_id: silver, expires_at: until }],
  });
  gateway.advance(60_000);
  expect(await found()).toMatchObject({ groups: [{ group_id: gold }] });

  const [everybodys] = (await gateway.admin.get('/api/groups')).body as { id: number }[];
  const out = await put(gateway.admin, path, { group_id: everybodys?.id });
  expect(out.body).toMatchObject({ group_id: everybodys?.id, group: { name: 'user' }, groups: [] });
});

test('users are listed by id, from where the list before ended', async () => {
  const made = [await gateway.newcomer(), await gateway.newcomer(), await gateway.newcomer()];
  const before = (made[0]?.id ?? 0) - 1;
  const page = async (query: string) =>
    ((await gateway.admin.get(`/api/users?${query}`)).body as { id: number }[]).map(({ id }) => id);
  expect(await page(`after=${before}&limit=2`)).toEqual(made.slice(0, 2).map(({ id }) => id));
  expect(await page(`after=${made[1]?.id}`)).toEqual([made[2]?.id]);
  expect(await page('search=nobody-has-this-name')).toEqual([]);
  expect(await page('search=%25')).toEqual([]);
});

test.each<[string, (group: number) => object, string]>([
  ['nothing', () => ({}), 'group_id'],
  ['a balance', () => ({ balance: '5' }), 'group_id'],
  ['two wishes', (id) => ({ group_id: id, groups: [] }), 'group_id'],
  ['a group that is not there', () => ({ groups: [{ group_id: 999_999 }] }), 'groups'],
  ['the same group twice', (id) => ({ groups: [{ group_id: id }, { group_id: id }] }), 'groups'],
  [
    'a time that is over',
    (id) => ({ groups: [{ group_id: id, expires_at: '2020-01-01T00:00:00Z' }] }),
    'groups[0].expires_at',
  ],
  [
    'a time that is none',
    (id) => ({ groups: [{ group_id: id, expires_at: 'soon' }] }),
    'groups[0].expires_at',
  ],
  ['a text for a group', () => ({ groups: ['vip'] }), 'groups[0]'],
])('a user stays in their groups on %s', async (what, body, field) => {
  const user = await gateway.newcomer();
  const id = await newGroup(what);
  await join(user, [{ group_id: id }]);
  const answer = await put(gateway.admin, `/api/users/${user.id}`, body(id));
  expect(refused(answer)).toMatchObject({
    field,
    type: what.includes('twice') ? 'already_exists' : 'validation',
  });
  const [view] = (await gateway.admin.get(`/api/users?search=${user.username}`)).body as object[];
  expect(view).toMatchObject({ group_id: id });
});

test('nobody is put into the group of everybody by name, and no group takes who is not there', async () => {
  const user = await gateway.newcomer();
  const [everybodys] = (await gateway.admin.get('/api/groups')).body as { id: number }[];
  const named = await put(gateway.admin, `/api/users/${user.id}`, { groups: [{ group_id: everybodys?.id }] });
  expect(refused(named)).toMatchObject({ status: 400, field: 'groups[0].group_id' });
  expect((await put(gateway.admin, '/api/users/999999', { groups: [] })).status).toBe(404);
  expect((await put(user.api, `/api/users/${user.id}`, { groups: [] })).status).toBe(403);
});

test('the group of everybody keeps its name, and stays', async () => {
  const [user] = (await gateway.admin.get('/api/groups')).body as { id: number; built_in: boolean }[];
  expect(user?.built_in).toBe(true);
  const path = `/api/groups/${user?.id}`;
  expect(refused(await put(gateway.admin, path, { name: 'people' }))).toEqual({
    status: 400,
    type: 'validation',
    field: 'name',
  });
  expect(refused(await gateway.admin.delete(path))).toMatchObject({ status: 400, type: 'validation' });
  expect((await put(gateway.admin, path, { name: 'user', multiplier: '1.5' })).body).toMatchObject({
    name: 'user',
    multiplier: '1.5',
  });
  await put(gateway.admin, path, { multiplier: 1 });
});

test.each<[string, object, number]>([
  ['a name that is taken', { name: 'user' }, 409],
  ['no name', {}, 400],
  ['a blank name', { name: ' ' }, 400],
  ['a number for a name', { name: 1 }, 400],
  ['a negative multiplier', { name: 'x', multiplier: -0.5 }, 400],
  ['a multiplier that is none', { name: 'x', multiplier: 'x' }, 400],
  ['a multiplier that is a list', { name: 'x', multiplier: [1] }, 400],
])('a group is not made with %s', async (_, body, status) => {
  const before = await gateway.count('gateway_groups');
  expect((await gateway.admin.post('/api/groups', body)).status).toBe(status);
  expect(await gateway.count('gateway_groups')).toBe(before);
});
