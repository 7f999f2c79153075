import { createHash } from 'node:crypto';

export type Fields = Readonly<Record<string, string>>;

/**
 * EPay V1's signature: lower-case hex MD5 over the fields without `sign`, `sign_type` and empty values,
 * sorted by the bytes of their names, as `k=v&k=v`, not URL-encoded, with the merchant's key appended.
 */
export function sign(fields: Fields, key: string): string {
  const canonical = Object.entries(fields)
    .filter(([name, value]) => name !== 'sign' && name !== 'sign_type' && value !== '')
    .sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
  return createHash('md5')
    .update(canonical + key, 'utf8')
    .digest('hex');
}

/** The fields with their signature, as they go over the wire. */
export function signed(fields: Fields, key: string): Fields {
  return { ...fields, sign: sign(fields, key), sign_type: 'MD5' };
}

/** Reads a query or a form. A name that comes twice has no one meaning to sign, so it is refused. */
export function readFields(raw: string): Fields | undefined {
  const fields = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(raw)) {
    if (fields.has(name)) return undefined;
    fields.set(name, value);
  }
  return Object.fromEntries(fields);
}
