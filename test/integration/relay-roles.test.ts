import { inProject } from '../../config/paths';
import { loadDocument } from '../../openapi/document';
import type { ApiClient } from '../support/api-client';
import { fromSomewhere, someone } from '../support/gateway';
import { documentedCalls } from '../support/operation-call';
import { platform, type TestPlatform } from '../support/platform';

/** Every operation of the surface, tried by everybody: who is let in is what the table says. */

const CALLERS = ['nobody', 'stranger', 'user', 'administrator'] as const;
type Caller = (typeof CALLERS)[number];

/** Who may call, by operation. A stranger comes with the token of another surface. */
const ALLOWED: Readonly<Record<string, readonly Caller[]>> = {
  getCaptcha: CALLERS,
  getCaptchaStatus: CALLERS,
  login: CALLERS,
  register: CALLERS,
  getProfile: ['user', 'administrator'],
  updateProfile: ['user', 'administrator'],
  changePassword: ['user', 'administrator'],
};

const calls = documentedCalls(loadDocument(inProject('openapi', 'relay.yaml')));

let relay: TestPlatform;
const apis = {} as Record<Caller, ApiClient>;

beforeAll(async () => {
  relay = await platform({ settings: { trustProxy: 1 } });
  // Whom the document's own example signs in.
  await relay.api.post('/api/auth/register', { username: 'ada', password: 'password123' }, fromSomewhere());
  apis.nobody = relay.api;
  apis.stranger = (await relay.signUp()).api;
  apis.user = await signedIn();
  apis.administrator = await signedIn();
  await relay.db.query(`UPDATE users SET role = 'admin' ORDER BY id DESC LIMIT 1`);
});
afterAll(() => relay.close());

async function signedIn(): Promise<ApiClient> {
  const account = someone();
  await relay.api.post('/api/auth/register', account, fromSomewhere());
  const { body } = await relay.api.post('/api/auth/login', account, fromSomewhere());
  return relay.api.as(body.data.token as string);
}

test('the table has every operation', () => {
  expect(Object.keys(ALLOWED).sort()).toEqual(calls.map(({ id }) => id).sort());
});

describe.each(CALLERS)('%s', (caller) => {
  test.each(calls)('$id', async ({ id, send }) => {
    const { status, body } = await send(apis[caller], fromSomewhere());
    if (ALLOWED[id]?.includes(caller)) {
      expect({ id, status, refused: [401, 403].includes(status) }).toEqual({ id, status, refused: false });
      expect(status).not.toBe(500);
    } else {
      expect({ id, status, body }).toEqual({ id, status: 401, body: { code: 401, message: '未认证' } });
    }
  });
});
