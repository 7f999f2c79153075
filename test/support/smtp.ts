import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { LOCALHOST } from './localhost-certificate';

export interface ReceivedMail {
  readonly from: string;
  /** Whom the envelope names. */
  readonly to: readonly string[];
  /** The message as it came, with its headers. */
  readonly raw: string;
  /** Whether it came over an encrypted connection, and as whom. */
  readonly isEncrypted: boolean;
  readonly user: string | undefined;
}

export interface TestSmtp {
  /** `127.0.0.1:…` */
  readonly address: string;
  readonly mails: readonly ReceivedMail[];
  /** The credentials that clients showed. */
  readonly logins: readonly { readonly user: string; readonly password: string }[];
  stop(): Promise<void>;
}

/** A mail server on a free port, which takes every message and any password, with the certificate for this machine. */
export async function startSmtp(options: SMTPServerOptions = {}): Promise<TestSmtp> {
  const mails: ReceivedMail[] = [];
  const logins: { user: string; password: string }[] = [];
  const server = new SMTPServer({
    ...LOCALHOST,
    authOptional: true,
    onAuth({ username = '', password = '' }, _session, done) {
      logins.push({ user: username, password: password ?? '' });
      done(null, { user: username });
    },
    onData(stream, { envelope, secure, user }, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.once('end', () => {
        mails.push({
          from: envelope.mailFrom === false ? '' : envelope.mailFrom.address,
          to: envelope.rcptTo.map(({ address }) => address),
          raw: Buffer.concat(parts).toString('utf8'),
          isEncrypted: secure,
          user: typeof user === 'string' ? user : undefined,
        });
        done();
      });
    },
    ...options,
  });
  server.on('error', () => undefined); // a client that refuses our certificate hangs up
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    address: `127.0.0.1:${port}`,
    mails,
    logins,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
