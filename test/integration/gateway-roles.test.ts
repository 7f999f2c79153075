import { inProject } from '../../config/paths';
import { loadDocument } from '../../openapi/document';
import type { ApiClient } from '../support/api-client';
import { fromSomewhere, gatewayPlatform, newGatewayUser, type GatewayPlatform } from '../support/gateway';
import { documentedCalls } from '../support/operation-call';

/** Every operation of the surface, tried by everybody: who is let in is what the table says. */

const CALLERS = ['nobody', 'stranger', 'user', 'administrator'] as const;
type Caller = (typeof CALLERS)[number];

/** Who may call, by operation. A stranger comes with the token of another surface. */
const ALLOWED: Readonly<Record<string, readonly Caller[]>> = {
  getSetupStatus: CALLERS,
  setUp: CALLERS,
  loginWithPassword: CALLERS,
  registerWithPassword: CALLERS,
  sendRegistrationCode: CALLERS,
  getPasskeyLoginOptions: CALLERS,
  loginWithPasskey: CALLERS,
  startOidcLogin: CALLERS,
  finishOidcLogin: CALLERS,
  getCurrentUser: ['user', 'administrator'],
  listPasskeys: ['user', 'administrator'],
  getPasskeyRegistrationOptions: ['user', 'administrator'],
  registerPasskey: ['user', 'administrator'],
  deletePasskey: ['user', 'administrator'],
  getPasswordMethod: ['user', 'administrator'],
  sendPasswordCode: ['user', 'administrator'],
  changePassword: ['user', 'administrator'],
  createOidcBindUrl: ['user', 'administrator'],
};

const calls = documentedCalls(loadDocument(inProject('openapi', 'gateway.yaml')));

let gateway: GatewayPlatform;
const apis = {} as Record<Caller, ApiClient>;

beforeAll(async () => {
  gateway = await gatewayPlatform();
  apis.nobody = gateway.api;
  apis.stranger = (await gateway.signUp()).api;
  apis.user = (await newGatewayUser(gateway)).api;
  apis.administrator = gateway.administrator.api;
});
afterAll(() => gateway.close());

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
      expect({ id, status, body }).toEqual({
        id,
        status: 401,
        body: { error: '未认证', type: 'unauthenticated' },
      });
    }
  });
});
