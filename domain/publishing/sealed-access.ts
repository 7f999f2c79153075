import type { Sealer } from '../sealed-text';
import type { Credentials } from './adapter';

/** What opens an account at its platform, as its row has it: sealed, and each kind for its own column alone. */

const CREDENTIALS_PLACE = 'platform account credentials';
const TOKEN_PLACE = 'platform account token';

export function sealCredentials(sealer: Pick<Sealer, 'seal'>, credentials: Credentials): Buffer {
  return sealer.seal(JSON.stringify(credentials), CREDENTIALS_PLACE);
}

/** Throws Error for what does not open with the secrets of now. */
export function openCredentials(sealer: Pick<Sealer, 'open'>, sealed: Buffer): Credentials {
  return JSON.parse(sealer.open(sealed, CREDENTIALS_PLACE)) as Credentials;
}

export function sealToken(sealer: Pick<Sealer, 'seal'>, token: string): Buffer {
  return sealer.seal(token, TOKEN_PLACE);
}

/** Throws Error for what does not open with the secrets of now. */
export function openToken(sealer: Pick<Sealer, 'open'>, sealed: Buffer): string {
  return sealer.open(sealed, TOKEN_PLACE);
}
