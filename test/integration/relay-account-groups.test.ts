import { put } from '../support/gateway-management';
import { accountGateway, GROUPS, refused, type AccountGateway } from '../support/relay-accounts';

/** Groups of accounts, as an administrator manages them over the API. */

let relay: AccountGateway;

beforeAll(async () => {
  relay = await accountGateway();
});
afterAll(() => relay.close());

describe('a group', () => {
  test('is made, changed, and deleted once it is empty and nobody falls back on it', async () => {
    const made = await relay.admin.post(GROUPS, { name: 'best', platform: 'claude', multiplier: 1.5 });
    expect(made.status).toBe(201);
    expect(made.body.data).toMatchObject({
      name: 'best',
      multiplier: '1.5',
      is_default: false,
      enabled: true,
      fallback_group_id: null,
      account_ids: [],
    });
    const group = made.body.data.id as number;
    const { id } = await relay.newAccount({ group_ids: [] });
    const added = await relay.admin.post(`${GROUPS}/${group}/accounts`, { account_id: id });
    expect(added.body.data).toMatchObject({ account_ids: [id] });
    await relay.admin.post(`${GROUPS}/${group}/accounts`, { account_id: id });
    expect(await relay.account(id)).toMatchObject({ group_ids: [group] });
    const behind = await relay.newGroup({ fallback_group_id: group });

    const path = `${GROUPS}/${group}`;
    expect((await relay.admin.delete(path)).body).toEqual({ code: 400, message: '正在使用中，不能删除' });
    const out = await relay.admin.delete(`${path}/accounts/${id}`);
    expect(out.body.data).toMatchObject({ account_ids: [] });
    expect((await relay.admin.delete(`${path}/accounts/${id}`)).status).toBe(404);
    expect((await relay.admin.delete(path)).status).toBe(400);
    await put(relay.admin, `${GROUPS}/${behind}`, { fallback_group_id: null });
    expect((await relay.administrator.api.delete(`/api/user-channels/${group}`)).status).toBe(409);
    expect((await relay.admin.delete(path)).status).toBe(200);
    expect((await relay.admin.get(path)).status).toBe(404);
    expect((await relay.admin.get(`${GROUPS}/all`)).body.data).toEqual(
      expect.arrayContaining([expect.objectContaining({ id: behind, fallback_group_id: null })]),
    );
  });

  test('is the default of its platform, one at a time, also when two become it at once', async () => {
    const [one, two] = [await relay.newGroup(), await relay.newGroup()];
    await Promise.all([one, two].map((id) => put(relay.admin, `${GROUPS}/${id}`, { is_default: true })));
    const { body } = await relay.admin.get(`${GROUPS}?platform=claude&page_size=100`);
    const defaults = (body.data.items as { id: number; is_default: boolean }[]).filter(
      (group) => group.is_default,
    );
    expect(defaults).toHaveLength(1);
    const { id } = await relay.newAccount();
    expect(await relay.account(id)).toMatchObject({ group_ids: [defaults[0]?.id] });
  });

  test.each<[string, object, string]>([
    ['an unknown platform', { platform: 'mars' }, 'platform'],
    ['a multiplier that is none', { multiplier: 'lots' }, 'multiplier'],
    ['a name that a user channel has', { name: 'default' }, 'name'],
    ['a fallback that is not there', { fallback_group_id: 999_999 }, 'fallback_group_id'],
  ])('is not made with %s', async (_, change, field) => {
    const answer = await relay.admin.post(GROUPS, { name: 'refused', platform: 'claude', ...change });
    expect(refused(answer)).toEqual({ status: 400, field });
  });

  test('keeps to its platform, and does not fall back on itself', async () => {
    const claude = await relay.newGroup();
    const gemini = await relay.newGroup({ platform: 'gemini' });
    const { id } = await relay.newAccount();
    const wrong = [
      await relay.admin.post(`${GROUPS}/${gemini}/accounts`, { account_id: id }),
      await relay.admin.post(`${GROUPS}/${gemini}/accounts`, { account_id: 999_999 }),
      await relay.change(id, { group_ids: [gemini] }),
      await put(relay.admin, `${GROUPS}/${claude}`, { fallback_group_id: gemini }),
      await put(relay.admin, `${GROUPS}/${claude}`, { fallback_group_id: claude }),
      await put(relay.admin, `${GROUPS}/${claude}`, { platform: 'gemini' }),
    ];
    expect(wrong.map(({ status }) => status)).toEqual(wrong.map(() => 400));
    const before = await relay.newGroup({ fallback_group_id: claude });
    const circle = await put(relay.admin, `${GROUPS}/${claude}`, { fallback_group_id: before });
    expect(refused(circle)).toEqual({ status: 400, field: 'fallback_group_id' });
  });
});
