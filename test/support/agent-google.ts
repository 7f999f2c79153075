import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { OAuthProvider } from '../../domain/identity/oauth';
import { createOidc } from '../../providers/oauth/oidc';

/** What people are known by at the provider. */
export interface Person {
  readonly subject: string;
  readonly email?: string;
  readonly emailVerified?: boolean;
  readonly nonce?: string;
}

/** Google's part of a sign-in: discovery, keys, and the exchange of codes, over HTTP. */
export interface TestGoogle {
  readonly adapter: OAuthProvider;
  /** What the browser brings back once the person has agreed: a code, good once. */
  personSignsIn(person: Person): string;
  stop(): Promise<void>;
}

const CLIENT = { clientId: 'taskloom', clientSecret: 'a secret that only tests know' };

export async function startGoogle(): Promise<TestGoogle> {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const jwk = { ...(await exportJWK(publicKey)), kid: 'one', alg: 'RS256', use: 'sig' };
  const signedIn = new Map<string, Person>();
  let issuer = '';

  async function tokens(form: URLSearchParams): Promise<[status: number, body: object]> {
    const code = form.get('code') ?? '';
    const person = signedIn.get(code);
    signedIn.delete(code);
    if (!person) return [400, { error: 'invalid_grant' }];
    const idToken = await new SignJWT({
      email: person.email,
      email_verified: person.emailVerified,
      nonce: person.nonce,
    })
      .setProtectedHeader({ alg: 'RS256', kid: 'one' })
      .setIssuer(issuer)
      .setAudience(CLIENT.clientId)
      .setSubject(person.subject)
      .setIssuedAt()
      .setExpirationTime('5m')
      .sign(privateKey);
    return [200, { access_token: 'at', token_type: 'Bearer', id_token: idToken }];
  }

  const server = createServer((req, res) => {
    const answer = (status: number, body: object) =>
      res.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (req.url === '/.well-known/openid-configuration') {
      answer(200, {
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/jwks`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256'],
      });
    } else if (req.url === '/jwks') {
      answer(200, { keys: [jwk] });
    } else {
      let form = '';
      req.on('data', (chunk: Buffer) => (form += chunk.toString()));
      req.on(
        'end',
        () => void tokens(new URLSearchParams(form)).then(([status, body]) => answer(status, body)),
      );
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    adapter: createOidc({ name: 'google', issuer, ...CLIENT }),
    personSignsIn(person) {
      const code = randomBytes(12).toString('hex');
      signedIn.set(code, person);
      return code;
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
