import { createApiKeys, type ApiKeyWish } from '../../domain/gateway/api-keys';
import { seedGateway } from '../../domain/gateway/seed';
import { platform, type PlatformOptions, type TestPlatform, type TestUser } from './platform';

/** Somebody with an API key. */
export interface KeyHolder {
  readonly user: TestUser;
  readonly keyId: number;
  /** `sk-…` */
  readonly secret: string;
  /** Calls the gateway with the key. */
  call(path: string, body: unknown, headers?: Readonly<Record<string, string>>): Promise<Response>;
}

export interface ModelGateway extends TestPlatform {
  /** Signs somebody up who has so many credits, and gives them a key. */
  keyHolder(credits?: number, wish?: Partial<ApiKeyWish>): Promise<KeyHolder>;
}

/** A platform whose gateway has what a new installation has: the demo model. */
export async function modelGateway(options: PlatformOptions = {}): Promise<ModelGateway> {
  const made = await platform(options);
  const { db, clock, baseUrl } = made;
  await seedGateway({ db, clock });
  const keys = createApiKeys({ db, clock });
  return {
    ...made,
    async keyHolder(credits = 100, wish = {}) {
      const user = await made.signUp(credits);
      const { key, secret } = await keys.create(user.id, { name: 'test', ...wish });
      const call: KeyHolder['call'] = (path, body, headers = {}) =>
        fetch(`${baseUrl}${path}`, {
          method: 'POST',
          headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json', ...headers },
          body: typeof body === 'string' ? body : JSON.stringify(body),
        });
      return { user, keyId: key.id, secret, call };
    },
  };
}
