import type { Clock } from '../../domain/clock';

/** How long it is until the next noon of UTC, in milliseconds: a test that begins there meets no midnight by accident. */
export function untilNoon(clock: Clock): number {
  const now = clock.now();
  const noon = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate(), 12);
  return noon - now.getTime() + (noon > now.getTime() ? 0 : 86_400_000);
}
