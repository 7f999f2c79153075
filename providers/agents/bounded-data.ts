/** The most that an event holds of a text, in characters of UTF-16. */
export const LONGEST_TEXT = 32 * 1024;

interface Bounded {
  readonly value: unknown;
  readonly truncated: boolean;
}

/** The data of an event: its long texts are cut, and then `truncated` is among them. */
export function boundedData(data: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const fields = Object.entries(data).filter(([, value]) => value !== undefined);
  const bounded = fields.map(([name, value]) => [name, boundedValue(value)] as const);
  return {
    ...Object.fromEntries(bounded.map(([name, { value }]) => [name, value])),
    ...(bounded.some(([, { truncated }]) => truncated) && { truncated: true }),
  };
}

/** A text is cut at the end; of anything else first its longest texts, and where that is not enough, its JSON. */
function boundedValue(value: unknown): Bounded {
  if (typeof value === 'string')
    return { value: cut(value, LONGEST_TEXT), truncated: value.length > LONGEST_TEXT };
  if (typeof value !== 'object' || value === null) return { value, truncated: false };
  const whole = JSON.stringify(value);
  if (whole.length <= LONGEST_TEXT) return { value, truncated: false };
  for (const longest of [LONGEST_TEXT / 2, LONGEST_TEXT / 16, 128]) {
    const shorter = JSON.stringify(value, (_, part: unknown) =>
      typeof part === 'string' ? cut(part, longest) : part,
    );
    if (shorter.length <= LONGEST_TEXT) return { value: JSON.parse(shorter) as unknown, truncated: true };
  }
  return { value: cut(whole, LONGEST_TEXT), truncated: true };
}

/** The beginning of a text, without half a character at its end. */
export function cut(text: string, longest: number): string {
  return text.length <= longest ? text : text.slice(0, longest).replace(/[\ud800-\udbff]$/, '');
}
