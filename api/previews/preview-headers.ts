import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http';

/** Those of one connection (RFC 9110, section 7.6.1), and those that a body's sender decides anew. */
const OF_A_CONNECTION = new Set([
  ...['connection', 'keep-alive', 'proxy-connection', 'te', 'trailer', 'transfer-encoding', 'upgrade'],
  ...['expect', 'http2-settings'],
]);

/** What identifies the owner, or tells of who is between them and us. */
const PRIVATE = new Set([
  ...['cookie', 'authorization', 'proxy-authorization', 'proxy-authenticate', 'referer', 'host', 'origin'],
  ...['forwarded', 'via', 'x-real-ip', 'true-client-ip', 'cf-connecting-ip'],
]);

/**
 * The headers of a request as a program in a sandbox gets it: nothing of the owner's credentials, nothing of this
 * connection, and as if it came from the machine itself.
 */
export function headersInside(
  headers: IncomingHttpHeaders,
  { port, prefix }: { readonly port: number; readonly prefix: string },
): OutgoingHttpHeaders {
  const named = namedByConnection(headers.connection);
  const passed = Object.entries(headers).filter(
    ([name]) =>
      !OF_A_CONNECTION.has(name) &&
      !PRIVATE.has(name) &&
      !named.has(name) &&
      !name.startsWith('x-forwarded-') &&
      !name.startsWith('proxy-'),
  );
  const host = `localhost:${port}`;
  return {
    ...Object.fromEntries(passed),
    host,
    ...(headers.origin === undefined ? {} : { origin: `http://${host}` }),
    'x-forwarded-prefix': prefix,
    // Its length is not known beforehand; the names of other codings are none that we would undo.
    ...(headers['transfer-encoding'] === undefined || headers['content-length'] !== undefined
      ? {}
      : { 'transfer-encoding': 'chunked' }),
  };
}

/**
 * What of an answer's headers goes out. All others stay inside: some would act on our origin (`Set-Cookie`,
 * `Clear-Site-Data`, `Alt-Svc`), some on what stands in front of us (`X-Accel-Redirect`), and new ones will be invented.
 */
const SHOWN = [
  ...['content-type', 'content-length', 'content-encoding', 'content-language', 'content-disposition'],
  ...['content-range', 'accept-ranges', 'etag', 'last-modified', 'vary', 'allow', 'retry-after', 'date'],
];

const WITHOUT_BODY = new Set([204, 304]);

/** What a browser may do with anything that comes out of a sandbox: run it, as a page of nowhere. */
const SANDBOX = 'sandbox allow-scripts allow-forms allow-modals allow-popups allow-downloads';

export interface PreviewFrame {
  readonly port: number;
  /** The path of the preview, without a slash at its end. */
  readonly prefix: string;
  /** The path inside that was asked for. */
  readonly path: string;
  /** Whether the address itself is the right to read it: then any page that has it may. */
  readonly isLink: boolean;
  /** The origins of our own pages. */
  readonly homes: readonly string[];
}

/** The headers of an answer as it goes out to a browser. */
export function headersOutside(
  status: number,
  headers: IncomingHttpHeaders,
  frame: PreviewFrame,
): OutgoingHttpHeaders {
  // What has no body has no length either, whatever the program says of it.
  const shown = WITHOUT_BODY.has(status) ? SHOWN.filter((name) => name !== 'content-length') : SHOWN;
  const location = headers.location === undefined ? undefined : locationOutside(headers.location, frame);
  return {
    ...Object.fromEntries(shown.flatMap((name) => (headers[name] ? [[name, headers[name]]] : []))),
    ...(location === undefined ? {} : { location }),
    'content-security-policy': `${SANDBOX}; frame-ancestors 'self' ${frame.homes.join(' ')}`,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
    'cross-origin-resource-policy': frame.isLink ? 'cross-origin' : 'same-origin',
    ...(frame.isLink ? { 'access-control-allow-origin': '*', 'access-control-expose-headers': '*' } : {}),
  };
}

const LOCAL = ['localhost', '127.0.0.1', '0.0.0.0', '[::1]'];

/** Where an answer sends a browser: what is meant inside is below the preview; undefined for what is no web address. */
function locationOutside(location: string, { port, prefix, path }: PreviewFrame): string | undefined {
  const home = `http://localhost:${port}`;
  if (!URL.canParse(location, home + path)) return undefined;
  const target = new URL(location, home + path);
  if (target.protocol !== 'http:' && target.protocol !== 'https:') return undefined;
  const isInside = LOCAL.includes(target.hostname) && target.port === new URL(home).port;
  return isInside ? `${prefix}${target.pathname}${target.search}${target.hash}` : target.href;
}

/** The answer to a browser that asks whether a page of nowhere may send a request to a link. */
export function preflightAnswer(headers: IncomingHttpHeaders): OutgoingHttpHeaders {
  const wanted = headers['access-control-request-headers'] ?? '';
  return {
    'access-control-allow-origin': '*',
    'access-control-allow-methods': 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS',
    ...(/^[\w-]+(,\s*[\w-]+)*$/.test(wanted) ? { 'access-control-allow-headers': wanted } : {}),
    'access-control-max-age': '600',
    'content-length': '0',
  };
}

function namedByConnection(connection = ''): ReadonlySet<string> {
  const named = new Set(connection.split(',').map((name) => name.trim().toLowerCase()));
  // Without its length a body would run into what follows it.
  named.delete('content-length');
  return named;
}
