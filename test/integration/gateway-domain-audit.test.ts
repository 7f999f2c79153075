import { randomUUID } from 'node:crypto';
import { credits } from '../../domain/credits';
import { GATEWAY_AUDIT_RULES } from '../../domain/gateway/audit-rules';
import { quotaSpan } from '../../domain/gateway/api-key-rows';
import type { OpenCall } from '../../domain/gateway/call';
import {
  answered,
  budgetOf,
  callOf,
  callProcess,
  FAILED,
  quoteOf,
  type CallProcess,
} from '../support/gateway-calls';
import { gatewayDomain, type GatewayDomain } from '../support/gateway-domain';

/** What the hourly audit sees of calls, when somebody changes a row by hand. */

let gateway: GatewayDomain;
let here: CallProcess;
let settled: OpenCall;
let open: OpenCall;
let keyId: number;
beforeAll(async () => {
  gateway = await gatewayDomain();
  here = callProcess(gateway);
  const user = await gateway.newUser(100);
  ({
    key: { id: keyId },
  } = await gateway.apiKeys.create(user, { name: 'k', quotaLimit: credits(50) }));
  const quota = { ...quotaSpan({ id: keyId, usageResetAt: null }), limit: credits(50) };
  const begin = (cost: bigint) =>
    here.metering.open(callOf(user, gateway.clock, { keyId }), quoteOf(cost), [
      quota,
      budgetOf('package:1', 'requests', 9n),
    ]);
  settled = await begin(credits(4));
  await here.metering.settle(settled, answered());
  await here.metering.settle(await begin(credits(2)), FAILED);
  open = await begin(credits(1));
});
afterAll(async () => {
  await here.close();
  await gateway.close();
});

const PAID = 'what a call has paid is what its row says';
const UNPAID = 'a call that has cost something was paid';
const PACKAGES = 'a call that a package pays for has paid nothing else';
const EITHER = 'a call on a package is open or written down, and not both';
const WRITTEN = 'a call is written down when its hold is resolved, and not before';
const ATTEMPTS = 'the attempts of a call cost what it came to';
const RESERVED = 'a budget has reserved what its open calls have';
const OPEN = 'what is reserved belongs to a call that is open';
const KEYS_SPENDING = 'a key has spent no more than its calls have paid';
const KEYS = 'the totals of keys are what their calls add up to';
const CHANNELS = 'the totals of channels are what their calls add up to';

const call = (set: string) => `UPDATE gateway_calls SET ${set} WHERE id = :settled`;
const budget = (unit: string, set: string) => `UPDATE gateway_budgets SET ${set} WHERE unit = '${unit}'`;
const totals = (kind: string, set: string) => `UPDATE gateway_totals SET ${set} WHERE kind = '${kind}'`;
const attempts = (set: string) => `UPDATE gateway_attempts SET ${set}`;

/** Each change, what undoes it, and the rules that see it. */
const CHANGES: [what: string, change: string, undo: string, rules: string[]][] = [
  ['a cost that was raised', call('cost = cost + 1'), call('cost = cost - 1'), [PAID, KEYS, CHANNELS]],
  [
    'a call that has another id',
    call('id = :other'),
    'UPDATE gateway_calls SET id = :settled WHERE id = :other',
    [PAID, UNPAID, WRITTEN, ATTEMPTS],
  ],
  [
    'a call that is said to be a package’s',
    call('user_package_id = 1'),
    call('user_package_id = NULL'),
    [PACKAGES],
  ],
  [
    'a settled call that is open on a package',
    `INSERT INTO gateway_package_calls (call_id, user_id, user_package_id, surface, model, protocol, ip, user_agent,
       streamed, created_at, expires_at) VALUES (:settled, 1, 1, 'relay', 'm', 'claude', '', '', 0, NOW(3), NOW(3))`,
    'DELETE FROM gateway_package_calls',
    [EITHER],
  ],
  ['a call that held something else', call('held = held - 1'), call('held = held + 1'), [WRITTEN]],
  [
    'a call that is written down while it is open',
    'UPDATE gateway_calls SET id = :open WHERE id = :settled',
    'UPDATE gateway_calls SET id = :settled WHERE id = :open',
    [PAID, UNPAID, WRITTEN, ATTEMPTS, OPEN],
  ],
  ['an attempt that came to more', attempts('cost = cost + 1'), attempts('cost = cost - 1'), [ATTEMPTS]],
  [
    'a budget with less reserved',
    budget('requests', 'reserved = reserved - 1'),
    budget('requests', 'reserved = reserved + 1'),
    [RESERVED],
  ],
  [
    'a key that is said to have spent more',
    budget('credits', 'spent = spent + 1'),
    budget('credits', 'spent = spent - 1'),
    [KEYS_SPENDING],
  ],
  [
    'totals of a key that were lowered',
    totals('key', 'cost = cost - 1'),
    totals('key', 'cost = cost + 1'),
    [KEYS_SPENDING, KEYS],
  ],
  [
    'requests of a key that were added',
    totals('key', 'requests = requests + 1'),
    totals('key', 'requests = requests - 1'),
    [KEYS],
  ],
  [
    'tokens of a channel that are missing',
    totals('channel', 'output_tokens = output_tokens - 5'),
    totals('channel', 'output_tokens = output_tokens + 5'),
    [CHANNELS],
  ],
  [
    'totals that belong to another channel',
    totals('channel', 'id = id + 1'),
    totals('channel', 'id = id - 1'),
    [CHANNELS, CHANNELS],
  ],
];

async function brokenRules(): Promise<string[]> {
  const { violations } = await gateway.ledger.audit();
  return violations.map(({ rule }) => rule);
}

async function run(statement: string): Promise<void> {
  await gateway.db.query(statement, {
    replacements: { settled: settled.facts.id, open: open.facts.id, other: OTHER },
  });
}

const OTHER = randomUUID();

test('honest books break no rule', async () => {
  expect(await brokenRules()).toEqual([]);
});

test.each(CHANGES)('%s', async (_, change, undo, rules) => {
  await run(change);
  const broken = await brokenRules();
  await run(undo);
  expect([...new Set(broken)]).toEqual([...new Set(rules)]);
  expect(broken.length).toBeGreaterThanOrEqual(rules.length);
  expect(await brokenRules()).toEqual([]);
});

test('every rule is broken by one of these', () => {
  const broken = new Set(CHANGES.flatMap(([, , , rules]) => rules));
  expect(GATEWAY_AUDIT_RULES.map(({ name }) => name).filter((name) => !broken.has(name))).toEqual([]);
});
