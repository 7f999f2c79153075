import { createTransport } from 'nodemailer';
import { AppError } from '../../domain/errors';
import type { Mailer } from '../../domain/mail';
import { MailSilence } from '../../domain/mail-silence';
import type { Tell } from './tell';

export interface SmtpSettings {
  /**
   * `smtps://` encrypts from the first byte, `smtp://` begins in the clear and changes over (STARTTLS). A user
   * name and password in it are percent-encoded.
   */
  readonly url: string;
  /** Who the mail is from: an address, or `Taskloom <noreply@example.com>`. */
  readonly from: string;
  /** How long connecting, a greeting, and silence may each last. */
  readonly timeoutMs?: number;
  /** Certificates (PEM) that are trusted instead of the system's. */
  readonly ca?: string;
  readonly tell: Tell;
}

const TIMEOUT_MS = 10_000;

/**
 * Sends mail over SMTP. A password only goes to a server whose certificate holds. Without one the connection is
 * encrypted where the server can, whatever its certificate (RFC 7435): that is better than none, and a server on
 * the same machine seldom has a certificate that anybody could check.
 */
export function createSmtpMailer({ url, from, timeoutMs = TIMEOUT_MS, ca, tell }: SmtpSettings): Mailer {
  const server = new URL(url);
  const isEncrypted = server.protocol === 'smtps:';
  const user = decodeURIComponent(server.username);
  const pass = decodeURIComponent(server.password);
  const transport = createTransport({
    host: server.hostname.replace(/^\[|\]$/g, ''),
    port: Number(server.port) || (isEncrypted ? 465 : 587),
    secure: isEncrypted,
    requireTLS: user !== '',
    ...(user === '' ? {} : { auth: { user, pass } }),
    tls: { rejectUnauthorized: isEncrypted || user !== '', ...(ca === undefined ? {} : { ca }) },
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    // Longer than the wait for the greeting: who never greeted must not seem to have fallen silent later.
    socketTimeout: 1.5 * timeoutMs,
    // What a message holds is text: none of it is an address to read from.
    disableFileAccess: true,
    disableUrlAccess: true,
  });

  return {
    async send({ to, subject, text }) {
      try {
        // As an object the address is one address, whatever commas it has.
        await transport.sendMail({ from, to: { name: '', address: to }, subject, text });
      } catch (error) {
        const cause = mayHaveLeft(error) ? new MailSilence() : undefined;
        throw new AppError('UNAVAILABLE', undefined, { note: whatFailed(error), cause });
      }
      // Many a subject names the code, to be read without opening the mail.
      tell({ channel: 'mail', to, subject: subject.replace(/\d{4,}/g, '[code]') });
    },
  };
}

/** A connection that broke, or fell silent, once it was there, without a word of the server's that says no. */
function mayHaveLeft(error: unknown): boolean {
  const { code, responseCode, syscall, timeoutType } = error as Readonly<Record<string, unknown>>;
  if (typeof responseCode === 'number' || syscall === 'connect') return false;
  if (code === 'ETIMEDOUT') return timeoutType === 'SOCKET_TIMEOUT';
  return code === 'ESOCKET' || code === 'ECONNECTION';
}

/** The server's own words can hold the address and what we sent; its code and the step cannot. */
function whatFailed(error: unknown): string {
  const { code, command, responseCode } = error as Readonly<Record<string, unknown>>;
  const facts = [code, command, responseCode].filter(
    (fact) => typeof fact === 'number' || (typeof fact === 'string' && /^[\w ]{1,40}$/.test(fact)),
  );
  return `The mail server did not take a message: ${facts.join(', ') || 'no reason given'}.`;
}
