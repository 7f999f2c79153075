import { createHash, createHmac } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** What an OpenAPI gateway answers to a call that it does not let through. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

const AUTHORIZATION =
  /^ACS3-HMAC-SHA256 Credential=([^,]+), *SignedHeaders=([^,]+), *Signature=([0-9a-f]{64})$/;
/** How far a caller's clock may be from ours. */
const SKEW_MS = 15 * 60_000;

/**
 * Checks a call as "V3 request structure and signature" of Alibaba Cloud's SDK documents says: everything that came
 * is hashed again, the headers in the order that the caller lists them. Throws a Refusal.
 */
export function expectSigned(
  request: IncomingMessage,
  body: Buffer,
  key: { readonly id: string; readonly secret: string },
  nonces: Set<string>,
): void {
  const { headers } = request;
  const [, keyId, names = '', given] = AUTHORIZATION.exec(headers.authorization ?? '') ?? [];
  if (keyId === undefined) {
    throw new Refusal(400, 'IncompleteSignature', 'The request signature does not conform to standards.');
  }
  if (keyId !== key.id) {
    throw new Refusal(404, 'InvalidAccessKeyId.NotFound', 'Specified access key is not found.');
  }
  const signed = names.split(';');
  const mustBeSigned = Object.keys(headers).filter((name) => name === 'host' || name.startsWith('x-acs-'));
  const canonical = [
    request.method,
    pathOf(request),
    canonicalQuery(request),
    signed.map((name) => `${name}:${String(headers[name]).trim()}\n`).join(''),
    names,
    sha256(body),
  ].join('\n');
  const stringToSign = `ACS3-HMAC-SHA256\n${sha256(canonical)}`;
  const right = createHmac('sha256', key.secret).update(stringToSign).digest('hex');
  const isWhole = mustBeSigned.every((name) => signed.includes(name));
  if (given !== right || !isWhole || headers['x-acs-content-sha256'] !== sha256(body)) {
    const ours = `server string to sign is:${stringToSign}`;
    throw new Refusal(
      400,
      'SignatureDoesNotMatch',
      `Specified signature is not matched with our calculation. ${ours}`,
    );
  }
  const date = String(headers['x-acs-date']);
  const isTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(date);
  if (!isTime || Math.abs(Date.parse(date) - Date.now()) > SKEW_MS) {
    throw new Refusal(400, 'InvalidTimeStamp.Expired', 'Specified time stamp or date value is expired.');
  }
  const nonce = String(headers['x-acs-signature-nonce']);
  if (nonces.has(nonce)) {
    throw new Refusal(400, 'SignatureNonceUsed', 'Specified signature nonce was used already.');
  }
  nonces.add(nonce);
}

function pathOf({ url = '/' }: IncomingMessage): string {
  return url.split('?', 1)[0] ?? '/';
}

/** The parameters as they came, read and written again. */
function canonicalQuery({ url = '/' }: IncomingMessage): string {
  return [...new URL(url, 'http://localhost').searchParams]
    .sort(([a], [b]) => (a < b ? -1 : Number(a > b)))
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .join('&');
}

/** Byte by byte: only RFC 3986's unreserved characters stay as they are. */
function encode(text: string): string {
  return [...Buffer.from(text)]
    .map((byte) => {
      const character = String.fromCharCode(byte);
      const hex = byte.toString(16).toUpperCase().padStart(2, '0');
      return /[A-Za-z0-9\-_.~]/.test(character) ? character : `%${hex}`;
    })
    .join('');
}

function sha256(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex');
}
