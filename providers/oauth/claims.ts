/** What a provider says of a person is its own to choose: nothing that is not of the right kind gets through. */

/** What is before the @ has no spaces, quotes, brackets or characters that cannot be seen; after it is a domain. */
const MAIL_ADDRESS = /^[^\s@"'<>()[\]\\,;:\p{C}]+@[\p{L}\p{N}](?:[\p{L}\p{N}.-]*[\p{L}\p{N}])?$/u;

/** A text that is not empty. */
export function words(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

/** An e-mail address of the plain kind, of at most 255 characters. */
export function mailAddress(value: unknown): string | undefined {
  const text = words(value);
  return text !== undefined && text.length <= 255 && MAIL_ADDRESS.test(text) ? text : undefined;
}

/** A number of mainland China without its country code. */
export function chinesePhone(value: unknown): string | undefined {
  const digits = words(value)?.replace(/[\s-]/g, '');
  return digits === undefined ? undefined : /^(?:\+?86)?(1[3-9]\d{9})$/.exec(digits)?.[1];
}

/** An http or https address of at most 512 characters. */
export function webAddress(value: unknown): string | undefined {
  const text = words(value);
  if (text === undefined || !URL.canParse(text)) return undefined;
  const { protocol, href } = new URL(text);
  return (protocol === 'https:' || protocol === 'http:') && href.length <= 512 ? href : undefined;
}
