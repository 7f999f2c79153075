import { seedGateway } from '../../domain/gateway/seed';
import { apiClient, type ApiAnswer, type ApiClient } from './api-client';
import { fromSomewhere, someone } from './gateway';
import { untilNoon } from './noon';
import { platform, type PlatformOptions, type TestPlatform } from './platform';

/** Somebody who is signed in at the relay surface. */
export interface RelayUser extends ReturnType<typeof someone> {
  readonly id: number;
  /** The API as this user calls it. */
  readonly api: ApiClient;
}

/** A relay as a new installation has it, and whoever runs it. */
export interface Relay extends TestPlatform {
  /** The API as an administrator calls it. */
  readonly admin: ApiClient;
  /** Registers and signs in. */
  newcomer(): Promise<RelayUser>;
  /** Lets the second pass after which every change is in force. */
  settle(): void;
  /** Asks the demo model something with a key. */
  ask(secret: string, path?: string): Promise<ApiAnswer>;
}

export async function relayPlatform(options: PlatformOptions = {}): Promise<Relay> {
  const made = await platform({ ...options, settings: { trustProxy: 1, ...options.settings } });
  const { db, clock, api, baseUrl } = made;
  await seedGateway({ db, clock });
  made.advance(untilNoon(clock));

  async function newcomer(): Promise<RelayUser> {
    const account = someone();
    const { body: registered } = await api.post('/relay/api/auth/register', account, fromSomewhere());
    const { body } = await api.post('/relay/api/auth/login', account, fromSomewhere());
    const token = body.data.token as string;
    return { ...account, id: registered.data.id as number, api: apiClient(baseUrl, token) };
  }

  const administrator = await newcomer();
  await db.query(`UPDATE users SET role = 'admin' WHERE id = ?`, { replacements: [administrator.id] });
  made.advance(1_000);
  return {
    ...made,
    admin: administrator.api,
    newcomer,
    settle: () => made.advance(1_000),
    ask: (secret, path = '/openai/v1/chat/completions') =>
      api
        .as(secret)
        .post(path, { model: 'demo-text', max_tokens: 50, messages: [{ role: 'user', content: 'Hello' }] }),
  };
}

export function put(api: ApiClient, path: string, body?: unknown): Promise<ApiAnswer> {
  return api.call('PUT', path, { body });
}

/** What the surface answers to a bad request: its status, and the field that it begins with. */
export function refused({ status, body }: ApiAnswer): { status: number; code: number; field?: string } {
  const { code, message } = body as { code: number; message: string };
  const field = /[：:] ?([\w.[\]]+) /.exec(message)?.[1];
  return { status, code, ...(field !== undefined && { field }) };
}
