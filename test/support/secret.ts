import { deriveKeys } from '../../config/keys';
import { createSealer, type Sealer } from '../../domain/sealed-text';

/** What the keys of every test's platform are made from. */
export const PLATFORM_SECRET = 'a secret of the tests, long enough to be one';

/** Seals and opens as the platforms of tests do. */
export function platformSealer(): Sealer {
  return createSealer([deriveKeys({ current: PLATFORM_SECRET, previous: [] }).channels.current]);
}
