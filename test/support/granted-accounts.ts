import type { TokenClients } from '../../providers/llm/token-vendor';
import { startTokenVendorSimulator, type TokenVendorSimulator } from '../../simulators/oauth/token-vendor';
import type { ApiAnswer } from './api-client';
import type { PlatformOptions } from './platform';
import { accountGateway, type AccountGateway } from './relay-accounts';

/** A platform with accounts of Claude whose tokens somebody grants, at a vendor whose refresh tokens work once. */
export interface GrantedAccountGateway extends AccountGateway {
  readonly vendor: TokenVendorSimulator;
  readonly tokenClients: TokenClients;
  /** Begins to authorise an account: the vendor's page, and what the code is exchanged with. */
  begin(wish?: object): Promise<{ page: string; session_id: string }>;
  /** Exchanges a code. */
  finish(body: object): Promise<ApiAnswer>;
  /** An account of a group of its own whose tokens were granted before; they end in an hour. */
  granted(wish?: object): Promise<GrantedAccount>;
}

export interface GrantedAccount {
  readonly id: number;
  readonly access: string;
  readonly refresh: string;
  /** A key that is bound to its group. */
  readonly key: string;
}

export const HOUR = 3_600_000;

/** How the platform is registered at the vendor. */
export const CLIENT = {
  clientId: 'taskloom-of-the-operator',
  clientSecret: 'client-secret-of-the-operator',
  redirectUris: ['https://taskloom.example.com/granted'],
};

const OAUTH = '/relay/api/admin/oauth';

export async function grantedAccountGateway(options: PlatformOptions = {}): Promise<GrantedAccountGateway> {
  const vendor = await startTokenVendorSimulator(CLIENT);
  const tokenClients: TokenClients = {
    claude: {
      authorizeUrl: vendor.authorizeUrl,
      tokenUrl: vendor.tokenUrl,
      clientId: CLIENT.clientId,
      clientSecret: CLIENT.clientSecret,
      redirectUrl: CLIENT.redirectUris[0] ?? '',
      scopes: ['models'],
    },
  };
  const relay = await accountGateway({ tokenClients, ...options });

  return {
    ...relay,
    vendor,
    tokenClients,
    async begin(wish = {}) {
      const body = { platform: 'claude', ...wish };
      const answer = await relay.admin.post(`${OAUTH}/generate-url`, body);
      if (answer.status !== 200) throw new Error(answer.text);
      return {
        page: answer.body.data.auth_url as string,
        session_id: answer.body.data.session_id as string,
      };
    },
    finish: (body) => relay.admin.post(`${OAUTH}/exchange`, { platform: 'claude', ...body }),
    async granted(wish = {}) {
      const { access, refresh } = vendor.grant();
      const group = await relay.newGroup();
      const { id } = await relay.newAccount({
        type: 'claude-official',
        api_key: undefined,
        access_token: access,
        refresh_token: refresh,
        token_expires_at: new Date(relay.clock.now().getTime() + HOUR).toISOString(),
        group_ids: [group],
        ...wish,
      });
      return { id, access, refresh, key: await relay.keyFor(group) };
    },
    async close() {
      await relay.close();
      await vendor.close();
    },
  };
}
