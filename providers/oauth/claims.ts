/** What a provider says of a person is its own to choose: nothing that is not of the right kind gets through. */

/** A text that is not empty. */
export function words(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
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
