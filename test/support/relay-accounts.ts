import { createApiKeys } from '../../domain/gateway/api-keys';
import { startLlmSimulator, type LlmSimulator } from '../../simulators/llm/server';
import { createGatewayModels } from '../../domain/gateway/models';
import type { ApiAnswer } from './api-client';
import { managedGateway, put, type ManagedGateway } from './gateway-management';
import type { PlatformOptions } from './platform';

/** A platform whose accounts at upstreams are managed over the relay surface. */
export interface AccountGateway extends ManagedGateway {
  /** Every vendor, simulated: an account is known there by its key or its token. */
  readonly upstream: LlmSimulator;
  /** Makes an account of Claude at the upstream, of its own name and key unless the wish has others. */
  newAccount(wish?: object): Promise<NewAccount>;
  newGroup(wish?: object): Promise<number>;
  /** An account as administrators see it. */
  account(id: number): Promise<Record<string, unknown>>;
  change(id: number, body: object): Promise<ApiAnswer>;
  /** A key that is bound to groups, in their order; to none without any. */
  keyFor(...groups: readonly number[]): Promise<string>;
  /** Asks for Claude's message; answers the status, and which keys the upstream was asked with, in their order. */
  call(key: string, model?: string): Promise<{ status: number; asked: string[]; text: string }>;
}

export interface NewAccount {
  readonly id: number;
  readonly key: string;
}

/** A model that the gateway knows, and that every account of Claude serves. */
export const MODEL = 'claude-first';
export const ACCOUNTS = '/relay/api/admin/accounts';
export const GROUPS = '/relay/api/admin/account-groups';
export const PROXIES = '/relay/api/admin/proxy-configs';

export async function accountGateway(options: PlatformOptions = {}): Promise<AccountGateway> {
  const upstream = await startLlmSimulator();
  const gateway = await managedGateway({ proxyTestUrl: `${upstream.origin}/nothing`, ...options });
  const { db, clock, api } = gateway;
  const { username, password } = gateway.administrator;
  const login = await gateway.api.post('/relay/api/auth/login', { username, password });
  const relayAdmin = api.as(login.body.data.token as string);
  await createGatewayModels({ db, clock }).create({
    name: MODEL,
    prices: { quotaType: 0, sheet: { input_price: '1000', output_price: '2000' } },
  });
  const keys = createApiKeys({ db, clock });
  let made = 0;

  return {
    ...gateway,
    admin: relayAdmin,
    upstream,
    async newAccount(wish = {}) {
      const key = `account-key-${++made}-of-nobody`;
      const body = {
        name: `account ${made}`,
        type: 'claude-console',
        api_key: key,
        base_url: upstream.origin,
        ...wish,
      };
      const answer = await relayAdmin.post(ACCOUNTS, body);
      if (answer.status !== 201) throw new Error(answer.text);
      gateway.settle();
      return { id: answer.body.data.id as number, key };
    },
    async newGroup(wish = {}) {
      const answer = await relayAdmin.post(GROUPS, { name: `group ${++made}`, platform: 'claude', ...wish });
      if (answer.status !== 201) throw new Error(answer.text);
      return answer.body.data.id as number;
    },
    account: async (id) => (await relayAdmin.get(`${ACCOUNTS}/${id}`)).body.data as Record<string, unknown>,
    async change(id, body) {
      const answer = await put(relayAdmin, `${ACCOUNTS}/${id}`, body);
      gateway.settle();
      return answer;
    },
    async keyFor(...groups) {
      const user = await gateway.newcomer(100);
      return (await keys.create(user.id, { name: 'test', allowedUserChannels: groups })).secret;
    },
    async call(key, model = MODEL) {
      const before = upstream.requests.length;
      const body = { model, max_tokens: 64, messages: [{ role: 'user', content: `Hello ${++made}` }] };
      const answer = await api.as(key).post('/claude/v1/messages', body);
      const asked = upstream.requests.slice(before).map((request) => request.key ?? '');
      return { status: answer.status, asked, text: answer.text };
    },
    async close() {
      await gateway.close();
      await upstream.close();
    },
  };
}

/** What is said of a bad request: its status, and the field that its sentence begins with. */
export function refused({ status, body }: { status: number; body: { message: string } }) {
  return { status, field: /[：:] ?([\w.[\]]+) /.exec(body.message)?.[1] };
}
