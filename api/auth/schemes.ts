import type { Logger } from 'pino';
import type { RedisClientType } from 'redis';
import type { KeyRing } from '../../config/keys';
import type { Clock } from '../../domain/clock';
import type { SchemeKinds } from './authenticator';
import { createCookieSessions } from './cookie-sessions';

const DAY = 24 * 3600;

/** How long what a surface hands out is good for, in seconds. */
export const LIFETIMES = {
  studio: { access: 2 * 3600, session: 7 * DAY },
  agent: { access: 2 * 3600, session: 7 * DAY },
  code: { session: 30 * DAY },
  gateway: { access: 7 * DAY },
  relay: { access: DAY },
} as const;

/** The security schemes that the surfaces' documents may name. */
export function createSchemes({
  redis,
  keys,
  prefix,
  clock,
  log,
}: {
  readonly redis: RedisClientType;
  readonly keys: KeyRing;
  readonly prefix: string;
  readonly clock: Clock;
  readonly log: Logger;
}): SchemeKinds {
  const cookie = (name: string, lifetimeSeconds: number) =>
    createCookieSessions({
      redis,
      cookie: name,
      lifetimeSeconds,
      secrets: keys.all.map(({ key }) => key.toString('base64url')),
      prefix: `${prefix}:cookie`,
      clock,
      onFailure: (error) => log.warn({ err: error }, 'cookies are away'),
    });
  return {
    keys: ['apiKey'],
    tokens: {
      bearer: { type: 'access', surface: 'studio' },
      refreshToken: { type: 'refresh', surface: 'studio' },
      agentToken: { type: 'access', surface: 'agent' },
      gatewayToken: { type: 'access', surface: 'gateway' },
      relayToken: { type: 'access', surface: 'relay' },
    },
    cookies: {
      browserSession: cookie('taskloom.sid', LIFETIMES.studio.session),
      codeSession: cookie('monkeycode_ai_session', LIFETIMES.code.session),
      teamSession: cookie('monkeycode_ai_team_session', LIFETIMES.code.session),
    },
  };
}
