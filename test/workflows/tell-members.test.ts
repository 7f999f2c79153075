import { randomUUID } from 'node:crypto';
import { AppError } from '../../domain/errors';
import type { Mail } from '../../domain/mail';
import { TASK_QUEUE } from '../../workflows/contract';
import { jobPlatform, type JobPlatform } from '../support/job-platform';
import { recordHistory } from '../support/record-history';
import { startWorker, type TestWorker } from '../support/worker';

/** What members hear of the ends of their memberships. */

const DAY_MS = 86_400_000;

let platform: JobPlatform;
let worker: TestWorker;
let sent: Mail[];
let isAway = false;
beforeAll(async () => {
  platform = await jobPlatform();
  worker = await startWorker(platform, {
    mailer: {
      send: (mail) => {
        if (isAway) return Promise.reject(new AppError('UNAVAILABLE'));
        sent.push(mail);
        return Promise.resolve();
      },
    },
  });
});
beforeEach(() => {
  sent = [];
});
afterAll(async () => {
  await worker.stop();
  await platform.close();
});

async function run(branch?: string): Promise<unknown> {
  const options = { workflowId: randomUUID(), taskQueue: TASK_QUEUE, args: [] };
  const handle = await worker.client.workflow.start('tellMembers', options);
  const result: unknown = await handle.result();
  if (branch) await recordHistory(`tellMembers.${branch}`, handle);
  return result;
}

async function newMember(days: number, provenAt = 'UTC_TIMESTAMP(3)'): Promise<void> {
  await platform.db.query(
    `UPDATE users SET membership_type = 'monthly', membership_end_at = UTC_TIMESTAMP(3) + INTERVAL ${days} DAY,
       email_verified_at = ${provenAt}
     WHERE id = ${await platform.newUser(0)}`,
  );
}

test('a member is told before the end, and when it has come, each once', async () => {
  await newMember(10);
  expect(await run()).toEqual({ told: 0, failed: 0 });
  platform.advance(7.5 * DAY_MS);
  expect(await run('done')).toEqual({ told: 1, failed: 0 });
  expect(await run()).toEqual({ told: 0, failed: 0 });
  platform.advance(3 * DAY_MS);
  expect(await run()).toEqual({ told: 1, failed: 0 });
  expect(await run()).toEqual({ told: 0, failed: 0 });
  expect(sent.map(({ subject }) => subject)).toEqual([
    '您的会员即将到期 · Your membership is about to end',
    '您的会员已到期 · Your membership has ended',
  ]);
});

test('an address that nobody proved gets no mail, and its member is told in the list alone', async () => {
  await newMember(12.5, 'NULL');
  expect(await run()).toEqual({ told: 1, failed: 0 });
  expect(sent).toEqual([]);
});

test('while no mail can be sent nobody is taken for told', async () => {
  await newMember(12);
  isAway = true;
  expect(await run()).toEqual({ told: 0, failed: 1 });
  isAway = false;
  expect(await run()).toEqual({ told: 1, failed: 0 });
  expect(sent).toHaveLength(1);
});
