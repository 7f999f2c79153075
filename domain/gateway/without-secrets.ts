/** What stands in a secret's place. */
const REMOVED = '[removed]';

const NAMES = [
  'authorization(?:_token)?',
  'proxy-authorization',
  '(?:x-(?:goog-)?)?api[-_]?key',
  '(?:access|refresh|auth|bearer|id|session)[-_]?token',
  'client[-_]?secret',
  'private[-_]?key',
  'password',
  'passwd',
  'secret',
  'token',
  'cookie',
].join('|');

/** A field of JSON whose name tells that its text is a secret, also one that is cut off. */
const SECRET_FIELD = new RegExp(`("(?:${NAMES})"\\s*:\\s*)"(?:[^"\\\\]|\\\\.)*(?:"|\\\\?$)`, 'gi');
/** Headers that are handed on, such as those of a tool's server: any of them may be its key. */
const HEADERS = /("(?:extra_)?headers"\s*:\s*)\{[^{}]*(?:\}|$)/gi;

/** What looks like a secret wherever it stands: keys of vendors, tokens, private keys. */
const SECRET_TEXTS: readonly RegExp[] = [
  /\b(?:sk|pk|rk|ak)-[\w-]{16,}/g,
  /\bAIza[\w-]{30,}/g,
  /\bgh[pousr]_\w{20,}/g,
  /\bgithub_pat_\w{20,}/g,
  /\bxox[abeprs]-[\w-]{10,}/g,
  /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/g,
  /\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/g,
  /\bBearer\s+[\w.~+/=-]{8,}/gi,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
];

/** The text of a request or an answer, in whatever protocol, without what looks like a secret in it. */
export function withoutSecrets(text: string): string {
  const fields = text
    .replace(SECRET_FIELD, `$1"${REMOVED}"`)
    .replace(HEADERS, `$1{"${REMOVED}":"${REMOVED}"}`);
  return SECRET_TEXTS.reduce((rest, secret) => rest.replace(secret, REMOVED), fields);
}
