import { randomUUID } from 'node:crypto';
import { inTransaction } from '../../domain/db/transaction';
import { AppError } from '../../domain/errors';
import type { Mail } from '../../domain/mail';
import { MailSilence } from '../../domain/mail-silence';
import { notify } from '../../domain/notifications/notify';
import { createNotifications } from '../../domain/notifications/notifications';
import { deliver } from '../../temporal/deliver';
import { TASK_QUEUE } from '../../workflows/contract';
import { jobPlatform, videoOrder, type JobPlatform } from '../support/job-platform';
import { recordHistory } from '../support/record-history';
import { startWorker, type TestWorker } from '../support/worker';

/** Notifications by mail: to who asks, and at most once. */

let platform: JobPlatform;
let worker: TestWorker;
let sent: Mail[];
let answers: ('away' | 'silent')[];

beforeAll(async () => {
  platform = await jobPlatform();
  worker = await startWorker(platform, {
    mailer: {
      send: (mail) => {
        const answer = answers.shift();
        if (answer === 'away') return Promise.reject(new AppError('UNAVAILABLE'));
        sent.push(mail);
        const cause = new MailSilence();
        return answer ? Promise.reject(new AppError('UNAVAILABLE', undefined, { cause })) : Promise.resolve();
      },
    },
  });
});
beforeEach(() => {
  [sent, answers] = [[], []];
});
afterAll(async () => {
  await worker.stop();
  await platform.close();
});

/** Somebody who wants failures of jobs by mail, at an address that is proven. */
async function newReader(isProven = true): Promise<{ id: number; email: string }> {
  const [id, email] = [await platform.newUser(100), `${randomUUID()}@example.com`];
  await platform.db.query('UPDATE users SET email = ?, email_verified_at = ? WHERE id = ?', {
    replacements: [email, isProven ? '2026-01-22 02:00:00' : null, id],
  });
  await createNotifications(platform).setMailTypes(id, ['job_failed']);
  return { id, email };
}

/** Fails a job of theirs, and answers the start of a mail that is owed for it. */
async function fail(owner: number) {
  const { job } = await platform.jobs.accept(videoOrder(owner));
  await platform.jobs.giveUp(job.id, { state: 'failed', reason: 'GENERATION_FAILED' });
  const entries = await platform.outbox.claim(100, 60_000, 0);
  return entries.find(({ name }) => name === 'mailNotification')!;
}

async function mail(entry: Awaited<ReturnType<typeof fail>>, branch?: string): Promise<unknown> {
  await deliver(worker.client, entry);
  const handle = worker.client.workflow.getHandle(entry.workflowId);
  const result: unknown = await handle.result();
  if (branch) await recordHistory(`mailNotification.${branch}`, handle);
  return result;
}

test('who asked for it gets it in both languages, once, however often it is delivered and run', async () => {
  const { id, email } = await newReader();
  const entry = await fail(id);
  expect(await mail(entry, 'mailed')).toEqual({ mailed: true });
  expect(await mail(entry)).toEqual({ mailed: true }); // the same run's
  const again = { workflowId: randomUUID(), taskQueue: TASK_QUEUE, args: [entry.payload] };
  expect(await worker.client.workflow.execute('mailNotification', again)).toEqual({ mailed: false });
  expect(sent).toEqual([
    {
      to: email,
      subject: '视频生成失败 · Your video could not be made',
      text: expect.stringContaining('《海边的日出 🌅》生成失败：内容生成失败。积分已退还。') as string,
    },
  ]);
});

test('who is to publish by hand gets the link to do it', async () => {
  const { id } = await newReader();
  await createNotifications(platform).setMailTypes(id, ['publish_handed_off']);
  const facts = { publishId: 1, recordId: 77, platform: 'toutiao', title: '晨光' } as const;
  const news = { ownerId: id, type: 'publish_handed_off', subject: 'publish-record/77', facts } as const;
  await inTransaction(platform.db, (tx) => notify(platform, news, platform.clock.now(), tx));
  const entries = await platform.outbox.claim(100, 60_000, 0);
  await mail(entries.find(({ name }) => name === 'mailNotification')!);
  expect(sent).toMatchObject([
    { text: expect.stringMatching(/\nhttp\S*\/publish\/hand-offs\/77\n/) as string },
  ]);
});

test('a mail server that is away is asked again; one that fell silent is not', async () => {
  answers = ['away'];
  expect(await mail(await fail((await newReader()).id))).toEqual({ mailed: true });
  expect(sent).toHaveLength(1);
  answers = ['silent'];
  expect(await mail(await fail((await newReader()).id), 'unsure')).toEqual({ mailed: false });
  expect(sent).toHaveLength(2);
});

test('nobody is written to at an address that is not proven, nor who has thought better of it', async () => {
  expect(await mail(await fail((await newReader(false)).id))).toEqual({ mailed: false });
  const { id } = await newReader();
  const entry = await fail(id);
  await createNotifications(platform).setMailTypes(id, []);
  expect(await mail(entry)).toEqual({ mailed: false });
  expect(sent).toEqual([]);
});
