import { createGatewayModels } from '../../domain/gateway/models';
import { layCable, type Cable } from '../support/cable';
import { required } from '../support/environment';
import { grantedAccountGateway, HOUR, type GrantedAccountGateway } from '../support/granted-accounts';

/** What calls over accounts with OAuth need of the database. */

let relay: GrantedAccountGateway;
let database: Cable;
/** They cost nothing, so that nothing is set aside for their calls. */
const [FREE, WARM] = ['claude-free', 'claude-warm'];

beforeAll(async () => {
  const server = new URL(required('TASKLOOM_TEST_DATABASE_URL'));
  database = await layCable({ host: server.hostname, port: Number(server.port) });
  server.host = `${database.host}:${database.port}`;
  relay = await grantedAccountGateway({
    databaseUrl: (url) => Object.assign(new URL(url), { host: server.host }).href,
  });
  const models = createGatewayModels(relay);
  const sheet = { input_price: '0', output_price: '0' };
  for (const name of [FREE, WARM]) await models.create({ name, prices: { quotaType: 0, sheet } });
});
afterAll(async () => {
  await relay.close();
  await database.remove();
});

/** An account with tokens, which serves one of the models, and one of the same group with a key, which is asked last. */
async function pair(allowed_models: readonly string[]) {
  const granted = await relay.granted({ allowed_models: [FREE], priority: 1 });
  const { group_ids } = await relay.account(granted.id);
  const withKey = await relay.newAccount({ group_ids, allowed_models, priority: 90 });
  return { granted, withKey };
}

/** A call while the database is away, which comes back once an upstream is asked, or the call is answered. */
async function callWithout(key: string) {
  await relay.call(key, WARM); // what this process knows of keys and channels is new
  const before = relay.upstream.requests.length;
  database.cut();
  const answer = relay.call(key, FREE);
  await Promise.race([answer, relay.upstream.untilRequests(before + 1)]);
  database.mend();
  return answer;
}

test('a call that finds the database away goes with the token that it knows, while that lasts', async () => {
  const { granted } = await pair([WARM]);
  expect(await callWithout(granted.key)).toMatchObject({ status: 200, asked: [granted.access] });
});

test('one that needs the next token is told to come back, and nothing is held against the account', async () => {
  const { granted } = await pair([WARM]);
  relay.advance(HOUR);
  const { status, asked, text } = await callWithout(granted.key);
  expect([status, asked]).toEqual([503, []]);
  expect(JSON.parse(text)).toMatchObject({ type: 'error', error: { type: expect.any(String) } });
  const again = await relay.call(granted.key, FREE);
  expect(again.status).toBe(200);
  expect(again.asked).not.toContain(granted.access);
});

test('unless another account needs none', async () => {
  const { granted, withKey } = await pair([WARM, FREE]);
  relay.advance(HOUR);
  expect(await callWithout(granted.key)).toMatchObject({ status: 200, asked: [withKey.key] });
});
