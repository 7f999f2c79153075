import { randomUUID } from 'node:crypto';
import { createAccountReports } from '../../domain/gateway/accounts/account-reports';
import { createAccountStanding } from '../../domain/gateway/accounts/account-standing';
import type { AccountWish, Tokens } from '../../domain/gateway/accounts/account-wish';
import { createAccounts, type Accounts } from '../../domain/gateway/accounts/accounts';
import { TokenRefusal } from '../../domain/gateway/accounts/token-refusal';
import type { TokenVendor } from '../../domain/gateway/accounts/token-vendor';
import { TASK_QUEUE } from '../../workflows/contract';
import { eventually } from '../support/eventually';
import { gate } from '../support/gate';
import { jobPlatform, type JobPlatform } from '../support/job-platform';
import { recordHistory } from '../support/record-history';
import { platformSealer } from '../support/secret';
import { startWorker, type TestWorker } from '../support/worker';

/** Tokens of accounts that nobody calls. */

const MINUTE = 60_000;

let platform: JobPlatform;
let worker: TestWorker;
let accounts: Accounts;
const asked: string[] = [];
/** What becomes of refreshes that take long, once a test lets them end. */
const slow = gate<Tokens>();
const vendor: TokenVendor = {
  authorizationUrl: () => 'https://accounts.example.com/',
  exchange: () => Promise.reject(new TokenRefusal('invalid_grant')),
  refresh({ refreshToken, scopes }) {
    asked.push(refreshToken);
    if (refreshToken.startsWith('slow')) return slow.passed;
    if (refreshToken === 'dead') return Promise.reject(new TokenRefusal('invalid_grant'));
    const expiresAt = new Date(platform.clock.now().getTime() + 60 * MINUTE);
    return Promise.resolve({ access: 'next', refresh: `${refreshToken}+`, scopes, expiresAt });
  },
};

beforeAll(async () => {
  platform = await jobPlatform();
  worker = await startWorker(platform, { tokenVendors: { claude: vendor, openai: vendor } });
  const { db, clock } = platform;
  const guard = () => Promise.resolve();
  accounts = createAccounts({ db, clock, sealer: platformSealer(), guard, oauth: true });
});
afterAll(async () => {
  await worker.stop();
  await platform.close();
});

beforeEach(() => {
  asked.length = 0;
});

/** An account, whose token ends in so many minutes. */
async function add(refresh: string, minutes: number, wish: Partial<AccountWish> = {}): Promise<number> {
  const expiresAt = new Date(platform.clock.now().getTime() + minutes * MINUTE);
  const tokens = { access: 'first', refresh, scopes: [], expiresAt };
  return (await accounts.create({ name: refresh, type: 'claude-official', tokens, ...wish })).id;
}

test('tokens that end soon are replaced, each by itself, and the others are let be', async () => {
  const { clock } = platform;
  const soon = await add('soon', 5);
  const dead = await add('dead', 6);
  await add('later', 30);

  expect(await run('done')).toEqual({ refreshed: 1, failed: 1 });
  expect([...asked].sort()).toEqual(['dead', 'soon']);
  expect((await accounts.get(soon)).accessExpiresAt?.getTime()).toBeGreaterThan(
    clock.now().getTime() + 30 * MINUTE,
  );
  // What it has does until its end.
  expect((await accounts.get(dead)).status).toBe('valid');
  expect(await run()).toEqual({ refreshed: 0, failed: 0 });
  platform.advance(7 * MINUTE);
  expect(await run()).toEqual({ refreshed: 0, failed: 1 });
  expect((await accounts.get(dead)).status).toBe('token_expired');
  expect(asked).toHaveLength(2);
});

test('accounts that are out of service are let be, and those that only rest are not', async () => {
  const { db, clock } = platform;
  const standing = createAccountStanding({ db, clock });
  await add('switched off', 5, { enabled: false });
  for (const status of ['disabled', 'banned', 'suspended', 'invalid']) {
    await standing.setStatus(await add(status, 5), status);
  }
  await standing.setStatus(await add('rate limited', 5), 'rate_limited');
  await standing.setUnavailable(await add('unavailable', 5), { reason: 'moving', seconds: 60 });
  await add('not scheduled', 5, { schedulable: false });
  const forbidden = await add('forbidden', 5);
  const until = new Date(clock.now().getTime() + 30 * MINUTE);
  const failures: unknown[] = [];
  const reports = createAccountReports({ db, clock, onFailure: (error) => failures.push(error) });
  const verdict = { kind: 'suspended', until } as const;
  reports.refused({ accountId: forbidden, credentialsVersion: 1, verdict, message: '403' });
  await reports.flush();
  expect(failures).toEqual([]);

  expect(await run()).toEqual({ refreshed: 4, failed: 0 });
  expect([...asked].sort()).toEqual(['forbidden', 'not scheduled', 'rate limited', 'unavailable']);
});

test('a vendor that takes long holds up no other, and is asked by a few at once', async () => {
  const others: number[] = [];
  for (let number = 1; number <= 6; number++)
    await add(`slow ${number}`, 5, { type: 'openai-responses', authType: 'oauth' });
  for (let number = 1; number <= 3; number++) others.push(await add(`quick ${number}`, 6));
  const running = run();
  await eventually(async () => {
    const found = await Promise.all(others.map((id) => accounts.get(id)));
    expect(found.filter(({ refreshedAt }) => refreshedAt === null)).toEqual([]);
  });
  const slowOnes = () => asked.filter((token) => token.startsWith('slow'));
  await eventually(() => expect(slowOnes()).toHaveLength(4));
  const expiresAt = new Date(platform.clock.now().getTime() + 60 * MINUTE);
  slow.open({ access: 'next', refresh: null, scopes: [], expiresAt });
  expect(await running).toEqual({ refreshed: 9, failed: 0 });
  expect(slowOnes()).toHaveLength(6);
});

/** Runs the workflow as its Schedule does, and answers its result. */
async function run(branch?: string): Promise<unknown> {
  const { workflow } = worker.client;
  const options = { workflowId: randomUUID(), taskQueue: TASK_QUEUE, args: [] };
  const handle = await workflow.start('refreshAccounts', options);
  const result: unknown = await handle.result();
  if (branch) await recordHistory(`refreshAccounts.${branch}`, handle);
  return result;
}
