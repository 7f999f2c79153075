import { createHash, createHmac } from 'node:crypto';

/** One call of an Alibaba Cloud OpenAPI of the RPC style: POST to `/`, all parameters in the query, no body. */
export interface AcsCall {
  /** As it stands in the Host header: with a port that is not the scheme's own. */
  readonly host: string;
  readonly action: string;
  readonly version: string;
  readonly query: Readonly<Record<string, string>>;
  readonly date: Date;
  /** Never the same twice. */
  readonly nonce: string;
}

const ALGORITHM = 'ACS3-HMAC-SHA256';

/**
 * Alibaba Cloud's signature V3 (ACS3-HMAC-SHA256), as "V3 request structure and signature" describes it
 * (help.aliyun.com/zh/sdk/product-overview/v3-request-structure-and-signature). Answers the query to send and
 * the headers, of which `host` is for the HTTP client to set.
 */
export function signAcs3(
  call: AcsCall,
  key: { readonly id: string; readonly secret: string },
): { query: string; headers: Readonly<Record<string, string>> } {
  const headers = {
    host: call.host,
    'x-acs-action': call.action,
    'x-acs-content-sha256': sha256(''),
    'x-acs-date': call.date.toISOString().replace(/\.\d{3}/, ''),
    'x-acs-signature-nonce': call.nonce,
    'x-acs-version': call.version,
  };
  const query = sorted(call.query)
    .map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`)
    .join('&');
  const signed = sorted(headers);
  const signedHeaders = signed.map(([name]) => name).join(';');
  const request = [
    'POST',
    '/',
    query,
    signed.map(([name, value]) => `${name}:${value.trim()}\n`).join(''),
    signedHeaders,
    headers['x-acs-content-sha256'],
  ].join('\n');
  const signature = createHmac('sha256', key.secret)
    .update(`${ALGORITHM}\n${sha256(request)}`, 'utf8')
    .digest('hex');
  const authorization = `${ALGORITHM} Credential=${key.id},SignedHeaders=${signedHeaders},Signature=${signature}`;
  return { query, headers: { ...headers, authorization } };
}

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/** By the bytes of the names. */
function sorted(fields: Readonly<Record<string, string>>): [string, string][] {
  return Object.entries(fields).sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
}

/** RFC 3986: all but letters, digits and `-_.~`; `encodeURIComponent` leaves five more as they are. */
function percentEncode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
