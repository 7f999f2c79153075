import type { RateClasses, RateLimit } from '../limits/rate-limits';

/** The studio's four classes of requests, with the figures of this installation. */
export function studioLimits(
  limits: Readonly<Record<'auth' | 'generate' | 'query' | 'other', RateLimit>>,
): RateClasses {
  return {
    auth: [{ ...limits.auth, by: 'address' }],
    generate: [{ ...limits.generate, by: 'caller', exceptMembers: true }],
    query: [{ ...limits.query, by: 'caller' }],
    other: [{ ...limits.other, by: 'caller' }],
  };
}
