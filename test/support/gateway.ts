import { randomBytes, randomInt } from 'node:crypto';
import { apiClient, type ApiClient } from './api-client';
import { platform, type PlatformOptions, type TestPlatform } from './platform';

/** Somebody who is signed in at the gateway surface. */
export interface GatewayUser {
  readonly id: number;
  readonly username: string;
  readonly email: string;
  readonly password: string;
  readonly token: string;
  /** The API as this user calls it. */
  readonly api: ApiClient;
}

export interface GatewayPlatform extends TestPlatform {
  readonly administrator: GatewayUser;
}

/** A platform behind a proxy, so that callers can be at many addresses, with its first administrator. */
export async function gatewayPlatform(options: PlatformOptions = {}): Promise<GatewayPlatform> {
  const made = await platform({ ...options, settings: { trustProxy: 1, ...options.settings } });
  const administrator = await signedIn(made, '/api/setup', someone());
  return { ...made, administrator };
}

/** Registers somebody over the surface. */
export function newGatewayUser(gateway: TestPlatform): Promise<GatewayUser> {
  return signedIn(gateway, '/auth/password/register', someone());
}

/** An address that no other request comes from. */
export function fromSomewhere(): { 'x-forwarded-for': string } {
  return { 'x-forwarded-for': `10.${randomInt(256)}.${randomInt(256)}.${randomInt(256)}` };
}

/** An account that nobody has. */
export function someone(): { username: string; email: string; password: string } {
  const username = `user_${randomBytes(6).toString('hex')}`;
  return { username, email: `${username}@example.com`, password: 'correct horse' };
}

/** The six digits of the last mail to an address. */
export function codeInMail({ mails }: Pick<TestPlatform, 'mails'>, to: string): string {
  const text = mails.findLast((mail) => mail.to === to)?.text ?? '';
  const code = /\b\d{6}\b/.exec(text)?.[0];
  if (code === undefined) throw new Error(`No mail with a code went to ${to}.`);
  return code;
}

async function signedIn(
  { api, baseUrl }: TestPlatform,
  path: string,
  account: ReturnType<typeof someone>,
): Promise<GatewayUser> {
  const { status, body, text } = await api.post(path, { ...account, site_name: 'Taskloom' }, fromSomewhere());
  if (status !== 200) throw new Error(`${path} answered ${text}.`);
  const token = body.token as string;
  return { ...account, id: body.user.id as number, token, api: apiClient(baseUrl, token) };
}
