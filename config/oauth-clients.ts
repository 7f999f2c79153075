import { EnvError, makeExactValidator } from 'envalid';

/** How this installation is registered where tokens of accounts are granted. */
export interface OAuthClientSettings {
  readonly authorizeUrl: string;
  readonly tokenUrl: string;
  readonly clientId: string;
  /** Without one we are a public client. */
  readonly clientSecret?: string;
  readonly redirectUrl: string;
  readonly scopes: readonly string[];
}

const PLATFORMS = ['claude', 'openai', 'gemini'] as const;

/** By platform. */
export type OAuthClients = Readonly<Partial<Record<(typeof PLATFORMS)[number], OAuthClientSettings>>>;

const EXPECTED =
  'JSON like {"gemini": {"authorize_url": "https://…", "token_url": "https://…", "client_id": "…", ' +
  '"redirect_url": "https://…", "scopes": "…"}}, with a "client_secret" where there is one, for claude, openai and gemini';

/** A JSON object with a client for each platform. */
export const oauthClientsKind = makeExactValidator<OAuthClients>((text) => {
  const clients = objectOf(text);
  if (!clients) throw new EnvError(EXPECTED);
  return Object.fromEntries(
    Object.entries(clients).map(([platform, fields]) => {
      const client = PLATFORMS.some((known) => known === platform) ? clientOf(fields) : undefined;
      if (!client) throw new EnvError(EXPECTED);
      return [platform, client];
    }),
  );
});

function objectOf(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value = JSON.parse(text) as unknown;
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function clientOf(fields: unknown): OAuthClientSettings | undefined {
  if (!isObject(fields)) return undefined;
  const authorizeUrl = urlOf(fields['authorize_url']);
  const tokenUrl = urlOf(fields['token_url']);
  const redirectUrl = urlOf(fields['redirect_url']);
  const clientId = textOf(fields['client_id']);
  const clientSecret = textOf(fields['client_secret']);
  if (!authorizeUrl || !tokenUrl || !redirectUrl || !clientId) return undefined;
  const scopes = (textOf(fields['scopes']) ?? '').split(' ').filter((scope) => scope !== '');
  return { authorizeUrl, tokenUrl, redirectUrl, clientId, scopes, ...(clientSecret && { clientSecret }) };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

/** Over http only what is on this machine: what goes there opens accounts. */
function urlOf(value: unknown): string | undefined {
  const text = textOf(value);
  if (text === undefined || !URL.canParse(text)) return undefined;
  const { protocol, hostname } = new URL(text);
  const isHere = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname);
  return protocol === 'https:' || (protocol === 'http:' && isHere) ? text : undefined;
}
