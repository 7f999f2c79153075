import { createUserGroups } from '../../domain/gateway/user-groups';
import { managedGateway, put, refused, type ManagedGateway } from '../support/gateway-management';

/** Groups of users, as an administrator sets them up over the API. */

let gateway: ManagedGateway;

beforeAll(async () => {
  gateway = await managedGateway();
});
afterAll(() => gateway.close());

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
  await createUserGroups(gateway).set(user.id, [{ groupId: id, expiresAt: null }]);
  gateway.settle();
  expect(await cost()).toBeCloseTo(whole / 2, 7);
  expect((await user.api.get('/api/user/stats')).body).toMatchObject({ group: 'half' });

  expect(refused(await gateway.admin.delete(`/api/groups/${id}`))).toEqual({ status: 409, type: 'in_use' });
  await createUserGroups(gateway).set(user.id, []);
  expect((await gateway.admin.delete(`/api/groups/${id}`)).status).toBe(200);
});

test('a group that a key has is in use', async () => {
  const user = await gateway.newcomer();
  const { id } = (await gateway.admin.post('/api/groups', { name: 'keyed' })).body as { id: number };
  await createUserGroups(gateway).set(user.id, [{ groupId: id, expiresAt: null }]);
  const { body } = await user.api.post('/api/user/api-keys', { name: 'k', group_id: id });
  await createUserGroups(gateway).set(user.id, []);
  expect((await gateway.admin.delete(`/api/groups/${id}`)).status).toBe(409);
  await user.api.delete(`/api/user/api-keys/${body.key.id}`);
  expect((await gateway.admin.delete(`/api/groups/${id}`)).status).toBe(200);
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
