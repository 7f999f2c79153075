import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createLocalMailbox } from '../../providers/mail/local-mailbox';
import { createSmtpMailer } from '../../providers/mail/smtp';
import { createLocalPhone } from '../../providers/sms/local-phone';
import { platform, type TestPlatform } from '../support/platform';

describe('the local mailbox', () => {
  let folder: string;
  let now: Date;
  const told: object[] = [];
  const failures: unknown[] = [];

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'taskloom-mailbox-'));
    now = new Date('2026-07-01T08:00:00Z');
    told.splice(0);
    failures.splice(0);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const open = (where = path.join(folder, 'mailbox')) =>
    createLocalMailbox({
      folder: where,
      clock: { now: () => now },
      tell: (message) => told.push(message),
      onFailure: (error) => failures.push(error),
    });

  test('is empty before the first message', async () => {
    expect(await open().list()).toEqual([]);
  });

  test('shows the newest first, to every process that looks', async () => {
    const mailbox = open();
    await mailbox.send({ to: 'lin@example.com', subject: '欢迎', text: '你好' });
    await mailbox.send({ to: 'lin@example.com', subject: 'second', text: 'in the same millisecond' });
    now = new Date('2026-07-01T08:00:01Z');
    await createLocalPhone(mailbox).sendCode('13800138000', '042917');

    const kept = await open().list();
    expect(kept.map(({ channel, to }) => `${channel} ${to}`)).toEqual([
      'sms 13800138000',
      'mail lin@example.com',
      'mail lin@example.com',
    ]);
    expect(kept[0]).toMatchObject({ at: '2026-07-01T08:00:01.000Z' });
    expect(kept[0]?.text).toContain('042917');
    expect(kept.slice(1).map(({ subject }) => subject)).toEqual(['second', '欢迎']);
  });

  test('is told of in the log, text and all: nowhere else would anybody see it', async () => {
    await open().send({ to: 'lin@example.com', subject: 'Hello', text: 'your code is 042917' });
    expect(told).toEqual([
      { channel: 'mail', to: 'lin@example.com', subject: 'Hello', text: 'your code is 042917' },
    ]);
  });

  test('can be read by its owner only', async () => {
    await open().send({ to: 'lin@example.com', subject: 'Hello', text: 'secret' });
    const home = path.join(folder, 'mailbox');
    expect(statSync(home).mode & 0o777).toBe(0o700);
    for (const file of readdirSync(home)) expect(statSync(path.join(home, file)).mode & 0o777).toBe(0o600);
  });

  test('keeps the last hundred, and nothing that is half written', async () => {
    const mailbox = open();
    const numbers = Array.from({ length: 130 }, (_, number) => number);
    await Promise.all(
      numbers.map((number) => mailbox.send({ to: 'a@b.example', subject: String(number), text: '' })),
    );
    const kept = await mailbox.list();
    expect(kept).toHaveLength(100);
    expect(readdirSync(path.join(folder, 'mailbox'))).toHaveLength(100);
    expect(new Set(kept.map(({ subject }) => subject)).size).toBe(100);
  });

  test('that cannot be written says so, and the message is in the log all the same', async () => {
    const file = path.join(folder, 'a-file');
    writeFileSync(file, '');
    await open(path.join(file, 'mailbox')).send({ to: 'a@b.example', subject: 'Hello', text: 'text' });
    expect(told).toHaveLength(1);
    expect(failures).toMatchObject([{ code: 'ENOTDIR' }]);
  });
});

describe('/dev/mail', () => {
  let local: TestPlatform;
  const others: TestPlatform[] = [];
  beforeAll(async () => {
    local = await platform();
  });
  afterAll(() => Promise.all([local, ...others].map((one) => one.close())));

  async function start(options: Parameters<typeof platform>[0]): Promise<TestPlatform> {
    const started = await platform(options);
    others.push(started);
    return started;
  }

  const keep = (text: string) => local.mailbox.send({ to: '"><script>@x', subject: '<b>Hello</b>', text });

  test('shows what was not sent, as text, with its links', async () => {
    expect((await local.api.get('/dev/mail')).text).toContain('Nothing yet.');
    await keep('<script>alert(1)</script> https://taskloom.example/reset?a=1&token=x');

    const { status, text, headers } = await local.api.get('/dev/mail');
    expect(status).toBe(200);
    expect(text).toContain('&#60;b&#62;Hello');
    expect(text).toContain('<a href="https://taskloom.example/reset?a=1&#38;token=x">');
    expect(text).not.toContain('<script');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('cache-control')).toBe('no-store');
  });

  test.each([
    ['a proxy passed on', { 'x-forwarded-for': '203.0.113.9' }],
    ['a proxy of another kind passed on', { forwarded: 'for=203.0.113.9' }],
    ['names another host', { host: 'rebound.example' }],
  ])('is not there for a request that %s', async (_name, headers) => {
    await keep('a code');
    const { status, text } = await get(`${local.baseUrl}/dev/mail`, headers);
    expect(status).toBe(404);
    expect(text).not.toContain('a code');
  });

  test('is not there where mail is sent', async () => {
    const mailer = createSmtpMailer({
      url: 'smtp://127.0.0.1:1',
      from: 'a@b.example',
      tell: () => undefined,
    });
    const one = await start({ mailer });
    expect((await one.api.get('/dev/mail')).status).toBe(404);
  });

  test('is not there in an installation that others reach', async () => {
    const one = await start({ settings: { publicUrl: 'https://taskloom.example' } });
    expect((await one.api.get('/dev/mail')).status).toBe(404);
  });
});

/** Sends the Host header that it is given, which fetch does not. */
function get(
  url: string,
  headers: Readonly<Record<string, string>>,
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    request(url, { headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part: string) => (text += part));
      response.once('end', () => resolve({ status: response.statusCode ?? 0, text }));
    })
      .once('error', reject)
      .end();
  });
}
