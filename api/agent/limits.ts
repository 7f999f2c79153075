import type { RateClasses, RateLimit } from '../limits/rate-limits';

/** The surface's three classes of requests, with the figures that its document gives. */
export const AGENT_LIMITS = {
  /** Signing in, by address. */
  login: { points: 5, seconds: 60 },
  /** Sending a code, by the e-mail address or phone number that it goes to. */
  send: { points: 1, seconds: 60 },
  /** Sending codes, by whom they go to: each brings five tries. */
  hourlySend: { points: 12, seconds: 3600 },
  /** Sending codes, by address: messages cost money. */
  hourlyAddress: { points: 60, seconds: 3600 },
  /** Pictures, which are decoded. */
  upload: { points: 10, seconds: 60 },
  /** Everything else, by who calls; sending codes too, so that nobody sends them to all the world. */
  other: { points: 60, seconds: 60 },
} as const;

export function agentLimits(
  limits: Readonly<Record<keyof typeof AGENT_LIMITS, RateLimit>> = AGENT_LIMITS,
): RateClasses {
  return {
    login: [{ ...limits.login, by: 'address' }],
    send: [
      { ...limits.other, by: 'caller' },
      { ...limits.send, by: { field: 'email' } },
      { ...limits.send, by: { field: 'phone' } },
      { ...limits.hourlySend, by: { field: 'email' } },
      { ...limits.hourlySend, by: { field: 'phone' } },
      { ...limits.hourlyAddress, by: 'address' },
    ],
    upload: [{ ...limits.upload, by: 'caller' }],
    other: [{ ...limits.other, by: 'caller' }],
  };
}
