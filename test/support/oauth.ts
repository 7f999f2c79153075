import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Configuration } from 'oidc-provider';

export const REDIRECT_URI = 'http://127.0.0.1:9/callback';
export const CLIENT = {
  clientId: 'taskloom-test',
  clientSecret: 'a client secret/with: odd+characters',
  redirectUris: [REDIRECT_URI],
};

/** The secrets of one sign-in, as a surface makes them. */
export function newAttempt() {
  const random = () => randomBytes(32).toString('base64url');
  return { state: random(), nonce: random(), codeVerifier: random(), redirectUri: REDIRECT_URI };
}

/**
 * What a person does in a browser, without JavaScript: follows where the pages lead, fills each form with `answers`,
 * and ends where the provider sends the browser back to. Answers that address.
 */
export async function approveAt(
  url: string,
  answers: Readonly<Record<string, string>> = { decision: 'approve' },
  redirectUri = REDIRECT_URI,
): Promise<URL> {
  const cookies = new Map<string, string>();
  let address = url;
  let form: URLSearchParams | undefined;
  for (let step = 0; step < 20; step++) {
    const response = await fetch(address, {
      method: form ? 'POST' : 'GET',
      body: form ?? null,
      headers: { cookie: [...cookies].map((pair) => pair.join('=')).join('; ') },
      redirect: 'manual',
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      cookies.set(name, value);
    }
    const location = response.headers.get('location');
    const text = await response.text();
    if (location !== null) {
      address = new URL(location, address).href;
      if (address.startsWith(redirectUri)) return new URL(address);
      form = undefined;
      continue;
    }
    const action = /<form[^>]* action="([^"]*)"/.exec(text)?.[1];
    if (response.status !== 200 || action === undefined) {
      throw new Error(`The provider shows no form: HTTP ${response.status} ${text}`);
    }
    address = new URL(action, address).href;
    form = new URLSearchParams(inputsOf(text));
    for (const [name, value] of Object.entries(answers)) form.set(name, value);
  }
  throw new Error('The provider never came to an end.');
}

function inputsOf(page: string): [string, string][] {
  return [...page.matchAll(/<input[^>]* name="([^"]*)"(?:[^>]* value="([^"]*)")?/g)].map(
    ([, name = '', value = '']) => [unescape(name), unescape(value)],
  );
}

function unescape(text: string): string {
  return text.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
}

export interface TestOidc {
  readonly issuer: string;
  stop(): Promise<void>;
}

/**
 * A real server of OpenID Connect, which knows everybody by the name that they give. It is loaded late, for it warns
 * of its own defaults when it is.
 */
export async function startOidcProvider(port = 0, more: Configuration = {}): Promise<TestOidc> {
  const { Provider } = await import('oidc-provider');
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, {
    clients: [
      { client_id: CLIENT.clientId, client_secret: CLIENT.clientSecret, redirect_uris: CLIENT.redirectUris },
    ],
    claims: { email: ['email', 'email_verified'], profile: ['name', 'picture'] },
    findAccount: (_context, id) => ({
      accountId: id,
      claims: () => ({
        sub: id,
        email: `${id}@example.com`,
        email_verified: id !== 'unproven',
        name: `${id} 小林`,
        picture: 'https://img.example/lin.png',
      }),
    }),
    ...more,
  });
  server.on('request', (request, response) => void provider.callback()(request, response));
  return {
    issuer,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
