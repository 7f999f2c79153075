import type { RateClasses, RateLimit } from '../limits/rate-limits';

const MINUTE = 60;

/** The studio's classes of requests: four with the figures of this installation, and those about codes. */
export function studioLimits(
  limits: Readonly<Record<'auth' | 'generate' | 'query' | 'other', RateLimit>>,
): RateClasses {
  return {
    auth: [{ ...limits.auth, by: 'address' }],
    // The limit is on work, and what is refused is none. Orders of all kinds have one that is further away.
    generate: [
      { ...limits.generate, by: 'caller', exceptMembers: true, unlessRefused: true },
      { ...limits.generate, points: 10 * limits.generate.points, by: 'caller', exceptMembers: true },
    ],
    query: [{ ...limits.query, by: 'caller' }],
    other: [{ ...limits.other, by: 'caller' }],
    // A token that was stolen should not fill its owner's mailbox; each code brings five tries.
    code: [
      { points: 3, seconds: MINUTE, by: 'caller' },
      { points: 12, seconds: 60 * MINUTE, by: 'caller' },
    ],
    codeTry: [{ points: 10, seconds: MINUTE, by: 'caller' }],
  };
}
