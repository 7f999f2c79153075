import type { Family, Signature } from '../exchange/request';

const FAMILIES: readonly Family[] = ['claude', 'gemini', 'openai'];

const SEALED = /^tl1\.([a-z]+)\.([^]*)$/;

/**
 * A seal as a protocol's text. One's own family's is the raw value; another's crosses as the opaque text
 * `tl1.<family>.<value>`, so that it comes back as what it was. A protocol without a family of its own passes none.
 */
export function sealText(signature: Signature, ownFamily?: Family): string {
  const { family, value } = signature;
  // A raw value that looks like a sealed one is sealed as well: it would be taken for another's.
  return family === ownFamily && !SEALED.test(value) ? value : `tl1.${family}.${value}`;
}

/** Undoes `sealText`; undefined for a raw text where there is no family that it could be of. */
export function readSeal(text: string, ownFamily?: Family): Signature | undefined {
  const [, name, value] = SEALED.exec(text) ?? [];
  const family = FAMILIES.find((known) => known === name);
  if (family !== undefined && value !== undefined) return { family, value };
  return ownFamily === undefined || text === '' ? undefined : { family: ownFamily, value: text };
}
