import type { Sealer } from '../../sealed-text';

/** What an account shows its upstream. */
export interface Credentials {
  /** An API key, or an access token. */
  readonly access: string;
  /** What brings the next access token; null where there is none. */
  readonly refresh: string | null;
  /** What the tokens were granted for. */
  readonly scopes: readonly string[];
}

const PLACE = 'upstream account credentials';

export function sealCredentials(credentials: Credentials, sealer: Pick<Sealer, 'seal'>): Buffer {
  return sealer.seal(JSON.stringify(credentials), PLACE);
}

/** Throws Error for what does not open with the secrets of now. */
export function openCredentials(sealed: Buffer, sealer: Pick<Sealer, 'open'>): Credentials {
  return JSON.parse(sealer.open(sealed, PLACE)) as Credentials;
}
