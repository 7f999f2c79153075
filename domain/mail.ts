/** A message of plain text to one person. */
export interface Mail {
  /** One address, without a display name. */
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** Sends mail. */
export interface Mailer {
  /**
   * Settles once the mail server took the message. AppError UNAVAILABLE when it is away or refuses it; when it may have
   * the message all the same, a MailSilence is the cause.
   */
  send(mail: Mail): Promise<void>;
}
