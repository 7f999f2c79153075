import { chromium, type Browser, type Page } from 'playwright-core';

/** Nothing but what a test asks for goes over the network. */
const ARGUMENTS = [
  ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
];

/** The Chromium that the test runner found or installed. */
export function launchChromium(): Promise<Browser> {
  const executablePath = process.env['TASKLOOM_TEST_CHROMIUM'];
  if (!executablePath) {
    throw new Error(
      'There is no Chromium, and npm test could not install one (Debian: apt install chromium).',
    );
  }
  return chromium.launch({ executablePath, args: ARGUMENTS });
}

/** A page of a real browser whose passkeys lie in an authenticator of its own. */
export interface PasskeyPage {
  readonly page: Page;
  /** What the page's own JavaScript would do with the options: make a passkey (`create`), or sign with one (`get`). */
  credential(kind: 'create' | 'get', options: unknown): Promise<Record<string, unknown>>;
  /** Whether the authenticator recognises its user from now on. */
  recogniseUser(isUserVerified: boolean): Promise<void>;
  /** Empties the authenticator. */
  forget(): Promise<void>;
  /** What the authenticator counts its next signature from, as a copy of it would. */
  rewindCounter(signCount: number): Promise<void>;
  close(): Promise<void>;
}

/** Opens `url`. The authenticator is built in, knows its user, and says yes. */
export async function openPasskeyPage(url: string): Promise<PasskeyPage> {
  const browser = await launchChromium();
  const page = await browser.newPage();
  await page.goto(url);
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return {
    page,
    credential: (kind, publicKey) =>
      page.evaluate(
        async ([how, options]) => {
          type Json = Record<string, unknown>;
          const own = globalThis as unknown as {
            PublicKeyCredential: Record<string, (options: unknown) => unknown>;
            navigator: { credentials: Record<string, (options: object) => Promise<{ toJSON(): Json }>> };
          };
          const parse = how === 'create' ? 'parseCreationOptionsFromJSON' : 'parseRequestOptionsFromJSON';
          const parsed = own.PublicKeyCredential[parse]!(options);
          return (await own.navigator.credentials[how]!({ publicKey: parsed })).toJSON();
        },
        [kind, publicKey] as const,
      ),
    async recogniseUser(isUserVerified) {
      await devtools.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified });
    },
    async forget() {
      await devtools.send('WebAuthn.clearCredentials', { authenticatorId });
    },
    async rewindCounter(signCount) {
      const { credentials } = await devtools.send('WebAuthn.getCredentials', { authenticatorId });
      for (const credential of credentials) {
        await devtools.send('WebAuthn.removeCredential', {
          authenticatorId,
          credentialId: credential.credentialId,
        });
        await devtools.send('WebAuthn.addCredential', {
          authenticatorId,
          credential: { ...credential, signCount },
        });
      }
    },
    close: () => browser.close(),
  };
}
