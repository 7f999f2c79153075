import { randomUUID } from 'node:crypto';
import { createAccounts } from '../../domain/gateway/accounts/accounts';
import { TokenRefusal } from '../../domain/gateway/accounts/token-refusal';
import type { TokenVendor } from '../../domain/gateway/accounts/token-vendor';
import { TASK_QUEUE } from '../../workflows/contract';
import { jobPlatform, type JobPlatform } from '../support/job-platform';
import { recordHistory } from '../support/record-history';
import { platformSealer } from '../support/secret';
import { startWorker, type TestWorker } from '../support/worker';

/** Tokens of accounts that nobody calls. */

const MINUTE = 60_000;

let platform: JobPlatform;
let worker: TestWorker;
const asked: string[] = [];
const vendor: TokenVendor = {
  authorizationUrl: () => 'https://accounts.example.com/',
  exchange: () => Promise.reject(new TokenRefusal('invalid_grant')),
  refresh({ refreshToken, scopes }) {
    asked.push(refreshToken);
    if (refreshToken === 'dead') return Promise.reject(new TokenRefusal('invalid_grant'));
    const expiresAt = new Date(platform.clock.now().getTime() + 60 * MINUTE);
    return Promise.resolve({ access: 'next', refresh: `${refreshToken}+`, scopes, expiresAt });
  },
};

beforeAll(async () => {
  platform = await jobPlatform();
  worker = await startWorker(platform, { tokenVendors: { claude: vendor } });
});
afterAll(async () => {
  await worker.stop();
  await platform.close();
});

test('tokens that end soon are replaced, each by itself, and the others are let be', async () => {
  const { db, clock } = platform;
  const guard = () => Promise.resolve();
  const accounts = createAccounts({ db, clock, sealer: platformSealer(), guard, oauth: true });
  const add = async (refresh: string, minutes: number) => {
    const expiresAt = new Date(clock.now().getTime() + minutes * MINUTE);
    const tokens = { access: 'first', refresh, scopes: [], expiresAt };
    return (await accounts.create({ name: refresh, type: 'claude-official', tokens })).id;
  };
  const soon = await add('soon', 5);
  const dead = await add('dead', 6);
  await add('later', 30);

  expect(await run('done')).toEqual({ refreshed: 1, failed: 1 });
  expect(asked).toEqual(['soon', 'dead']);
  expect((await accounts.get(soon)).accessExpiresAt?.getTime()).toBeGreaterThan(
    clock.now().getTime() + 30 * MINUTE,
  );
  // What it has does until its end.
  expect((await accounts.get(dead)).status).toBe('valid');
  expect(await run()).toEqual({ refreshed: 0, failed: 0 });
  platform.advance(7 * MINUTE);
  expect(await run()).toEqual({ refreshed: 0, failed: 1 });
  expect((await accounts.get(dead)).status).toBe('token_expired');
  expect(asked).toEqual(['soon', 'dead']);
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
