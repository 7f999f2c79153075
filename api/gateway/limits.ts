import type { RateClasses } from '../limits/rate-limits';

const MINUTE = 60;

/** The figures of the surface, a minute: by address, and by whom or what somebody tries. */
export const gatewayLimits: RateClasses = {
  setup: [{ points: 5, seconds: MINUTE, by: 'address' }],
  passwordLogin: [
    { points: 15, seconds: MINUTE, by: 'address' },
    { points: 5, seconds: MINUTE, by: { field: 'identifier' } },
  ],
  register: [
    { points: 5, seconds: MINUTE, by: 'address' },
    { points: 3, seconds: MINUTE, by: { field: 'email' } },
  ],
  emailCode: [
    { points: 5, seconds: MINUTE, by: 'address' },
    { points: 3, seconds: MINUTE, by: { field: 'email' } },
    // Each code brings five tries.
    { points: 12, seconds: 60 * MINUTE, by: { field: 'email' } },
  ],
  passkeyOptions: [{ points: 15, seconds: MINUTE, by: 'address' }],
  passkeyLogin: [{ points: 15, seconds: MINUTE, by: 'address' }],
  oidcLogin: [{ points: 20, seconds: MINUTE, by: 'address' }],
  oidcCallback: [{ points: 20, seconds: MINUTE, by: 'address' }],
  // A token that was stolen should neither find out the password nor fill its owner's mailbox.
  passwordChange: [{ points: 5, seconds: MINUTE, by: 'caller' }],
  ownEmailCode: [{ points: 3, seconds: MINUTE, by: 'caller' }],
  // Each begins something that is kept for a while.
  change: [{ points: 30, seconds: MINUTE, by: 'caller' }],
  // A key is a row for ever. Nobody needs so many, and a script that goes wrong would make more.
  newKey: [{ points: 120, seconds: MINUTE, by: 'caller' }],
  // Keys have limits of their own.
  modelCalls: [],
  other: [],
};
