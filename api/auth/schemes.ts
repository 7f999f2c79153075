import type { Logger } from 'pino';
import type { RedisClientType } from 'redis';
import type { KeyRing } from '../../config/keys';
import type { SchemeKinds } from './authenticator';
import { createCookieSessions } from './cookie-sessions';

const DAY = 24 * 3600;

/** How long what a surface hands out is good for, in seconds. */
export const LIFETIMES = {
  studio: { access: 2 * 3600, session: 7 * DAY },
} as const;

/** The security schemes that the surfaces' documents may name. */
export function createSchemes({
  redis,
  keys,
  prefix,
  log,
}: {
  readonly redis: RedisClientType;
  readonly keys: KeyRing;
  readonly prefix: string;
  readonly log: Logger;
}): SchemeKinds {
  const cookie = (name: string, lifetimeSeconds: number) =>
    createCookieSessions({
      redis,
      cookie: name,
      lifetimeSeconds,
      secrets: keys.all.map(({ key }) => key.toString('base64url')),
      prefix: `${prefix}:cookie`,
      onFailure: (error) => log.warn({ err: error }, 'cookies are away'),
    });
  return {
    tokens: {
      bearer: { type: 'access', surface: 'studio' },
      refreshToken: { type: 'refresh', surface: 'studio' },
    },
    cookies: {
      browserSession: cookie('taskloom.sid', LIFETIMES.studio.session),
    },
  };
}
