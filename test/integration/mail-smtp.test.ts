import { createServer, type AddressInfo, type Socket } from 'node:net';
import { isAppError, type AppError } from '../../domain/errors';
import { MailSilence } from '../../domain/mail-silence';
import { createSmtpMailer, type SmtpSettings } from '../../providers/mail/smtp';
import { LOCALHOST } from '../support/localhost-certificate';
import { startSmtp, type TestSmtp } from '../support/smtp';

const MAIL = {
  to: 'lin@example.com',
  subject: '您的验证码',
  text: '验证码 042917，五分钟内有效。\n\n第二段。',
};
const PASSWORD = 'pass/wörd@:%';
const CREDENTIALS = `mailer:${encodeURIComponent(PASSWORD)}@`;

const running: TestSmtp[] = [];
const told: object[] = [];

async function smtp(options?: Parameters<typeof startSmtp>[0]): Promise<TestSmtp> {
  const server = await startSmtp(options);
  running.push(server);
  return server;
}

beforeEach(() => told.splice(0));
afterEach(async () => {
  vi.useRealTimers();
  await Promise.all(running.splice(0).map((server) => server.stop()));
});

function mailer(url: string, changes: Partial<SmtpSettings> = {}) {
  return createSmtpMailer({
    url,
    from: 'Taskloom <noreply@taskloom.example>',
    timeoutMs: 2_000,
    tell: (message) => told.push(message),
    ...changes,
  });
}

/** The error of sending, which must hold nothing of the message and no credentials. */
async function refusal(sending: Promise<void>): Promise<AppError> {
  const error: unknown = await sending.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!isAppError(error)) throw new Error('This was not refused.', { cause: error });
  expect(`${error.message} ${error.stack} ${String(error.cause)}`).not.toMatch(/042917|lin@|wörd|w%C3/);
  expect(told).toEqual([]);
  return error;
}

test('a message arrives as it was written, and the log hears of it without its text', async () => {
  const server = await smtp();
  await mailer(`smtp://${server.address}`).send(MAIL);

  const [mail] = server.mails;
  expect(mail).toMatchObject({ from: 'noreply@taskloom.example', to: ['lin@example.com'] });
  expect(mail?.raw).toContain('From: Taskloom <noreply@taskloom.example>');
  const [head = '', body = ''] = mail?.raw.split('\r\n\r\n', 2) ?? [];
  const subject = /^Subject: =\?UTF-8\?B\?(.*)\?=$/m.exec(head)?.[1] ?? '';
  expect(Buffer.from(subject, 'base64').toString('utf8')).toBe(MAIL.subject);
  expect(head).toContain('Content-Transfer-Encoding: base64');
  expect(Buffer.from(body, 'base64').toString('utf8').trim()).toBe(MAIL.text);
  expect(told).toEqual([{ channel: 'mail', to: 'lin@example.com', subject: MAIL.subject }]);
});

test('a code in a subject arrives, and stays out of the log', async () => {
  const server = await smtp();
  await mailer(`smtp://${server.address}`).send({ ...MAIL, subject: 'Your code: 042917' });
  expect(server.mails[0]?.raw).toContain('Subject: Your code: 042917');
  expect(told).toEqual([{ channel: 'mail', to: 'lin@example.com', subject: 'Your code: [code]' }]);
});

test.each([
  ['several addresses', 'lin@example.com, eve@example.com'],
  ['a name before it', 'Eve <eve@example.com>'],
  ['a line of its own', 'lin@example.com\r\nBcc: eve@example.com'],
])('an address with %s never reaches a second person', async (_name, to) => {
  const server = await smtp();
  await mailer(`smtp://${server.address}`)
    .send({ ...MAIL, to })
    .catch(() => undefined);
  expect(server.mails.flatMap((mail) => mail.to).filter((address) => address === 'eve@example.com')).toEqual(
    [],
  );
});

test('a subject cannot add a header', async () => {
  const server = await smtp();
  await mailer(`smtp://${server.address}`).send({ ...MAIL, subject: 'Hello\r\nBcc: eve@example.com' });
  const [mail] = server.mails;
  expect(mail?.to).toEqual(['lin@example.com']);
  expect(mail?.raw).not.toMatch(/^Bcc:/m);
});

describe('with a password', () => {
  test('it goes over TLS, to a server whose certificate holds', async () => {
    const server = await smtp();
    await mailer(`smtp://${CREDENTIALS}${server.address}`, { ca: LOCALHOST.cert }).send(MAIL);
    expect(server.logins).toEqual([{ user: 'mailer', password: PASSWORD }]);
    expect(server.mails).toMatchObject([{ isEncrypted: true, user: 'mailer' }]);
  });

  test('smtps:// is encrypted from the first byte', async () => {
    const server = await smtp({ secure: true });
    await mailer(`smtps://${CREDENTIALS}${server.address}`, { ca: LOCALHOST.cert }).send(MAIL);
    expect(server.mails).toMatchObject([{ isEncrypted: true, user: 'mailer' }]);
  });

  test.each([
    ['a server that cannot encrypt', { disabledCommands: ['STARTTLS'], allowInsecureAuth: true }],
    ['a certificate that nobody vouches for', {}],
  ])('%s does not see it', async (_name, options) => {
    const server = await smtp(options);
    const error = await refusal(mailer(`smtp://${CREDENTIALS}${server.address}`).send(MAIL));
    expect(error.code).toBe('UNAVAILABLE');
    expect(server.logins).toEqual([]);
    expect(server.mails).toEqual([]);
  });

  test('one that is wrong is not told to anybody', async () => {
    const server = await smtp({
      onAuth: ({ password }, _session, done) => done(new Error(`535 ${password} is wrong`)),
    });
    const url = `smtp://${CREDENTIALS}${server.address}`;
    const error = await refusal(mailer(url, { ca: LOCALHOST.cert }).send(MAIL));
    expect(error.code).toBe('UNAVAILABLE');
    expect(error.message).toContain('EAUTH');
  });
});

test('without a password, a certificate that nobody vouches for is better than none', async () => {
  const server = await smtp();
  await mailer(`smtp://${server.address}`).send(MAIL);
  expect(server.mails).toMatchObject([{ isEncrypted: true, user: undefined }]);
});

test('a server that refuses the address makes mail unavailable, in words of ours', async () => {
  const server = await smtp({
    onRcptTo: ({ address }, _session, done) => done(new Error(`no ${address} here`)),
  });
  const error = await refusal(mailer(`smtp://${server.address}`).send(MAIL));
  expect(error.code).toBe('UNAVAILABLE');
  expect(error.message).toContain('EENVELOPE');
  expect(error.cause).toBeUndefined();
});

test('a server that has the message and says no more may have taken it', async () => {
  const server = await smtp({ onData: (stream) => void stream.resume() });
  const error = await refusal(mailer(`smtp://${server.address}`, { timeoutMs: 200 }).send(MAIL));
  expect(error.cause).toBeInstanceOf(MailSilence);
});

test('a server that is away, or says nothing, is not waited for', async () => {
  const silent = createServer();
  const sockets: Socket[] = [];
  silent.on('connection', (socket) => sockets.push(socket));
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const { port } = silent.address() as AddressInfo;
  const quick = { timeoutMs: 200 };
  vi.useFakeTimers({ toFake: ['Date'] }); // the connection is there within a millisecond
  const unheard = await refusal(mailer(`smtp://127.0.0.1:${port}`, quick).send(MAIL));
  expect(unheard.message).toContain('ETIMEDOUT');
  expect(unheard.cause).toBeUndefined();
  sockets.forEach((socket) => socket.destroy());
  await new Promise((resolve) => silent.close(resolve));
  const away = await refusal(mailer(`smtp://127.0.0.1:${port}`, quick).send(MAIL));
  expect(away.message).toContain('ESOCKET');
  expect(away.cause).toBeUndefined();
});
