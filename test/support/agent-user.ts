import { randomBytes } from 'node:crypto';
import type { ApiAnswer, ApiClient } from './api-client';
import type { TestPlatform } from './platform';

/** Somebody who registered on the agent surface and signed in there. */
export interface AgentUser {
  readonly email: string;
  readonly password: string;
  readonly uuid: string;
  readonly accessToken: string;
  readonly refreshToken: string;
  /** The API as this user calls it. */
  readonly api: ApiClient;
  /** The numeric id that the other surfaces use. */
  id(): Promise<number>;
}

/** An address that nobody has. */
export function newAddress(): string {
  return `user.${randomBytes(6).toString('hex')}@example.com`;
}

/** Asks for a code, and answers the one that the mail has. */
export async function codeFor(platform: TestPlatform, email: string): Promise<string> {
  const sent = await platform.api.post('/api/auth/email/send', { email });
  if (sent.status !== 200) throw new Error(`no code was sent: ${sent.text}`);
  return codeIn(platform.mails.findLast(({ to }) => to === email)?.text);
}

/** The six digits in a message. */
export function codeIn(text: string | undefined): string {
  const code = /\b\d{6}\b/.exec(text ?? '')?.[0];
  if (code === undefined) throw new Error(`no code in: ${text}`);
  return code;
}

/** Registers an address, with the code that is mailed to it. */
export async function register(
  platform: TestPlatform,
  email: string,
  password: string,
  more: object = {},
): Promise<ApiAnswer> {
  const code = await codeFor(platform, email);
  return platform.api.post('/agent/api/auth/register', { email, password, code, ...more });
}

/** Signs in with a password; `headers` say from which device. */
export function signIn(
  platform: TestPlatform,
  email: string,
  password: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<ApiAnswer> {
  return platform.api.post('/agent/api/auth/login', { email, password }, headers);
}

/** Registers somebody new and signs them in. */
export async function newAgentUser(platform: TestPlatform): Promise<AgentUser> {
  const [email, password] = [newAddress(), 'Strong@Pass1'];
  await register(platform, email, password);
  const login = await signIn(platform, email, password);
  const { accessToken, refreshToken, user } = login.body.data as {
    accessToken: string;
    refreshToken: string;
    user: { userId: string };
  };
  return {
    email,
    password,
    uuid: user.userId,
    accessToken,
    refreshToken,
    api: platform.api.as(accessToken),
    async id() {
      const [rows] = await platform.db.query('SELECT id FROM users WHERE uuid = ?', {
        replacements: [user.userId],
      });
      return (rows as { id: number }[])[0]!.id;
    },
  };
}
