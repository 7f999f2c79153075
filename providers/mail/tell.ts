/** A message on its way to a person. */
export interface Message {
  readonly channel: 'mail' | 'sms';
  /** An address or a phone number. */
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** Is told of every message that left. The text comes along only where nothing is sent, for it holds codes. */
export type Tell = (message: Omit<Message, 'text'> & { readonly text?: string }) => void;
