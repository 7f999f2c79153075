import type { RateClasses } from '../limits/rate-limits';

const MINUTE = 60;

/** The figures of the surface. */
export const relayLimits: RateClasses = {
  login: [{ points: 3, seconds: 5 * MINUTE, by: 'address', untilSuccess: true }],
  captcha: [{ points: 10, seconds: MINUTE, by: 'address' }],
  register: [{ points: 5, seconds: MINUTE, by: 'address' }],
  // A token that was stolen should find out neither the password nor who else has an account.
  change: [{ points: 10, seconds: MINUTE, by: 'caller' }],
  // Each asks somebody outside.
  trial: [{ points: 60, seconds: MINUTE, by: 'caller' }],
  // A key is a row for ever, also when it was deleted to make room for another.
  newKey: [{ points: 30, seconds: MINUTE, by: 'caller' }],
  // Keys have limits of their own.
  modelCalls: [],
  other: [],
};
