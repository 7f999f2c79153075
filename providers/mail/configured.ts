import type { Clock } from '../../domain/clock';
import type { Mailer } from '../../domain/mail';
import { createLocalMailbox, type LocalMailbox } from './local-mailbox';
import { createSmtpMailer, type SmtpSettings } from './smtp';
import type { Tell } from './tell';

/** The mail server that is configured; where none is, messages stay in the local mailbox, which is answered too. */
export function configuredMailer(
  {
    smtp,
    mailbox: { folder },
  }: { readonly smtp: Omit<SmtpSettings, 'tell'> | undefined; readonly mailbox: { readonly folder: string } },
  options: { readonly clock: Clock; readonly tell: Tell; readonly onFailure: (error: unknown) => void },
): { readonly mailer: Mailer; readonly mailbox: LocalMailbox | undefined } {
  const { tell } = options;
  if (smtp) return { mailer: createSmtpMailer({ ...smtp, tell }), mailbox: undefined };
  const mailbox = createLocalMailbox({ folder, ...options });
  return { mailer: mailbox, mailbox };
}
