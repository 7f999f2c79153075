import { seedGateway } from '../../domain/gateway/seed';
import { credits } from '../../domain/credits';
import { PLATFORM, userAccount } from '../../domain/ledger/accounts';
import type { ApiAnswer, ApiClient } from './api-client';
import { gatewayPlatform, newGatewayUser, type GatewayPlatform, type GatewayUser } from './gateway';
import type { PlatformOptions } from './platform';

/** A gateway as a new installation has it, and whoever runs it. */
export interface ManagedGateway extends GatewayPlatform {
  /** The API as the administrator calls it. */
  readonly admin: ApiClient;
  /** Somebody who has so many credits. */
  newcomer(amount?: number): Promise<GatewayUser>;
  /** Lets the second pass after which every change is in force. */
  settle(): void;
  /** Asks a model something, with a key or a token. */
  ask(credential: string, model?: string, headers?: Readonly<Record<string, string>>): Promise<ApiAnswer>;
}

export async function managedGateway(options: PlatformOptions = {}): Promise<ManagedGateway> {
  const gateway = await gatewayPlatform(options);
  const { db, clock, ledger, api, administrator } = gateway;
  await seedGateway({ db, clock });
  return {
    ...gateway,
    admin: administrator.api,
    async newcomer(amount = 0) {
      const user = await newGatewayUser(gateway);
      if (amount > 0) {
        await ledger.transfer({
          key: `test/${user.id}`,
          from: PLATFORM.sales,
          to: userAccount(user.id),
          amount: credits(amount),
          kind: 'recharge',
          description: '充值',
          reference: `test/${user.id}`,
        });
      }
      return user;
    },
    settle: () => gateway.advance(1_000),
    ask: (credential, model = 'demo-text', headers = {}) =>
      api
        .as(credential)
        .post('/v1/chat/completions', { model, messages: [{ role: 'user', content: 'Hello' }] }, headers),
  };
}

export function put(api: ApiClient, path: string, body: unknown): Promise<ApiAnswer> {
  return api.call('PUT', path, { body });
}

/** What the surface answers to a bad request: its status and type, and the field that it begins with. */
export function refused({ status, body }: ApiAnswer): { status: number; type: string; field?: string } {
  const { error, type } = body as { error: string; type: string };
  const field = /[：:] ?([\w.[\]]+) /.exec(error)?.[1];
  return { status, type, ...(field !== undefined && { field }) };
}
