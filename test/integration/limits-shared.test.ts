import { randomBytes } from 'node:crypto';
import { createClient, type RedisClientType } from 'redis';
import { agentLimits } from '../../api/agent/limits';
import type { Principal } from '../../api/auth/principal';
import { codeLimits } from '../../api/code/limits';
import { gatewayLimits } from '../../api/gateway/limits';
import { createGuesses } from '../../api/limits/guesses';
import { createRateLimits, type RateLimits, type RateRule } from '../../api/limits/rate-limits';
import { relayLimits } from '../../api/relay/limits';
import { studioLimits } from '../../api/studio/limits';
import { refusal } from '../support/refusal';

/** Every limit of every surface, counted by two processes: what one has let in, the other counts as well. */

const FIGURES = {
  auth: { points: 10, seconds: 60 },
  generate: { points: 20, seconds: 60 },
  query: { points: 40, seconds: 60 },
  other: { points: 30, seconds: 60 },
};
const SURFACES = {
  studio: studioLimits(FIGURES),
  code: codeLimits(FIGURES),
  agent: agentLimits(),
  gateway: gatewayLimits,
  relay: relayLimits,
};
const RULES = Object.entries(SURFACES).flatMap(([surface, classes]) =>
  Object.entries(classes).flatMap(([name, rules]) =>
    rules.map((rule, index): [string, RateRule] => [`${surface} ${name} ${index}: ${told(rule)}`, rule]),
  ),
);

function told({ points, seconds, by }: RateRule): string {
  return `${points} in ${seconds} s by ${typeof by === 'string' ? by : by.field}`;
}

const clients: RedisClientType[] = [];
beforeAll(async () => {
  for (let i = 0; i < 2; i++) {
    const client: RedisClientType = createClient({ url: process.env['TASKLOOM_TEST_REDIS_URL']! });
    await client.connect();
    clients.push(client);
  }
});
afterAll(() => clients.forEach((client) => client.destroy()));

const somebody = { userId: 1, isMember: false } as Principal;

/** Counts one call that the rule concerns. */
function count(limits: RateLimits, { by }: RateRule) {
  return typeof by === 'string'
    ? limits.countCaller('class', { user: by === 'caller' ? somebody : undefined, ip: '203.0.113.7' })
    : limits.countBody('class', { [by.field]: 'Ada@example.com' });
}

test.each(RULES)('%s', async (_name, rule) => {
  const prefix = `tl-test-${randomBytes(6).toString('hex')}`;
  const [one, other] = clients.map((redis) =>
    createRateLimits({ redis, classes: { class: [rule] }, prefix }),
  ) as [RateLimits, RateLimits];
  for (let i = 0; i < rule.points; i++) {
    expect(await count(i % 2 === 0 ? one : other, rule)).toMatchObject({ allowed: true });
  }
  for (const limits of [one, other]) {
    const status = await count(limits, rule);
    expect(status).toMatchObject({ allowed: false, remaining: 0 });
    expect(status?.resetSeconds).toBeLessThanOrEqual(rule.seconds);
  }
});

test('what is taken back is of the window that it was counted in', async () => {
  const prefix = `tl-test-${randomBytes(6).toString('hex')}`;
  const rule = { points: 3, seconds: 60, by: 'caller', unlessRefused: true } as const;
  const limits = createRateLimits({ redis: clients[0]!, classes: { class: [rule] }, prefix });
  const caller = { user: somebody, ip: undefined };
  expect(await limits.refused('class', caller, 1_000)).toBeUndefined();
  expect(await limits.countCaller('class', caller)).toMatchObject({ remaining: 2 });
  expect(await limits.refused('class', caller, 50_000)).toMatchObject({ allowed: true, remaining: 2 });
  expect(await limits.countCaller('class', caller)).toMatchObject({ remaining: 1 });
  expect(await limits.refused('class', caller, 0)).toMatchObject({ allowed: true, remaining: 2 });
});

test('who is refused for all that came at once, and for what came too often, is back where they were', async () => {
  const prefix = `tl-test-${randomBytes(6).toString('hex')}`;
  const rule = { points: 3, seconds: 60, by: 'caller', unlessRefused: true } as const;
  const limits = createRateLimits({ redis: clients[0]!, classes: { class: [rule] }, prefix });
  const caller = { user: somebody, ip: undefined };
  const allowed: boolean[] = [];
  for (let n = 0; n < 9; n++) allowed.push((await limits.countCaller('class', caller))?.allowed === true);
  expect(allowed).toEqual([true, true, true, ...Array.from({ length: 6 }, () => false)]);
  for (let n = 0; n < 3; n++) await limits.refused('class', caller, 0);
  expect(await limits.countCaller('class', caller)).toMatchObject({ allowed: true, remaining: 2 });
});

test('guesses at one password', async () => {
  const prefix = `tl-test-${randomBytes(6).toString('hex')}`;
  const [one, other] = clients.map((redis) => createGuesses({ redis, prefix }));
  for (let i = 0; i < 10; i++) await (i % 2 === 0 ? one : other)!.count('user:1');
  for (const guesses of [one!, other!]) {
    expect(await refusal(guesses.count('user:1'))).toMatchObject({ code: 'RATE_LIMITED' });
    await guesses.count('user:2');
  }
});

test('while Redis is away each process counts by itself: looser by their number, never off', async () => {
  const rule = { points: 3, seconds: 60, by: 'caller' } as const;
  const away: RedisClientType = createClient({ url: 'redis://127.0.0.1:1', disableOfflineQueue: true });
  away.on('error', () => undefined);
  const processes = ['one', 'other'].map((prefix) =>
    createRateLimits({ redis: away, classes: { class: [rule] }, prefix }),
  );
  for (const limits of processes) {
    const outcomes = await Promise.all(Array.from({ length: 5 }, () => count(limits, rule)));
    expect(outcomes.map((status) => status?.allowed)).toEqual([true, true, true, false, false]);
  }
});
