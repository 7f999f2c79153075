import { OAuthError, type Client, type Grants, type Person } from './grants';

/** What an authorization endpoint is asked for. */
export interface ConsentRequest {
  readonly title: string;
  readonly query: URLSearchParams;
  readonly client: Client;
}

/** Throws an OAuthError, which is shown: with a wrong client or address there is nowhere to send anybody. */
export function expectRegistered({ query, client }: ConsentRequest): void {
  if (query.get('client_id') !== client.clientId) throw new OAuthError('unauthorized_client');
  const redirectUri = query.get('redirect_uri') ?? '';
  if (!URL.canParse(redirectUri) || client.redirectUris?.includes(redirectUri) === false) {
    throw new OAuthError('redirect_uri_mismatch');
  }
  if (query.get('response_type') !== 'code') throw new OAuthError('unsupported_response_type');
}

/** Where the person agrees or not: a plain form, which sends the request back as it came. */
export function consentPage({ title, query, client }: ConsentRequest, person: Person): string {
  const hidden = [...query].map(
    ([name, value]) => `<input type="hidden" name="${escape(name)}" value="${escape(value)}">`,
  );
  return page(
    title,
    `<p><b>${escape(client.clientId)}</b> wants to know who you are (${escape(query.get('scope') ?? '')}).</p>
<p>You are <b>${escape(person.name)}</b> ${escape(person.email ?? person.phone ?? '')}</p>
<form method="post" action="/consent">${hidden.join('')}
<button name="decision" value="approve">Approve</button>
<button name="decision" value="deny">Deny</button>
</form>`,
  );
}

/** Where the form's answer leads: back to the client, with a code or with `access_denied`. */
export function decided(request: ConsentRequest, person: Person, grants: Grants): string {
  expectRegistered(request);
  const { query } = request;
  const back = new URL(query.get('redirect_uri') ?? '');
  const state = query.get('state');
  if (state !== null) back.searchParams.set('state', state);
  if (query.get('decision') !== 'approve') {
    back.searchParams.set('error', 'access_denied');
    return back.href;
  }
  const code = grants.open({
    person,
    redirectUri: query.get('redirect_uri') ?? '',
    scope: (query.get('scope') ?? '').split(' '),
    nonce: query.get('nonce') ?? undefined,
    codeChallenge: query.get('code_challenge') ?? undefined,
  });
  back.searchParams.set('code', code);
  return back.href;
}

export function errorPage(title: string, { code }: OAuthError): string {
  return page(title, `<p>This request cannot be granted: <code>${escape(code)}</code></p>`);
}

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)} (simulated)</title>
<style>
  body { font: 16px/1.6 system-ui, sans-serif; max-width: 26rem; margin: 4rem auto; padding: 0 1rem; }
  button { font: inherit; padding: .5rem 1.25rem; margin-right: .5rem; }
</style>
</head>
<body><h1>${escape(title)}</h1>
${body}
<p><small>Simulated: nobody’s real account is touched.</small></p></body>
</html>
`;
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
