import { isIP } from 'node:net';
import { EnvError, makeExactValidator } from 'envalid';

/** The kinds of value an environment variable can hold. Each says what it expects, for the message when it is wrong. */

/** So many requests in so many seconds. */
export interface RateLimit {
  readonly points: number;
  readonly seconds: number;
}

/** What Express calls `trust proxy`: how many proxies stand in front, or which addresses they have. */
export type TrustProxy = false | number | readonly string[];

function kind<T>(expected: string, parse: (text: string) => T | undefined) {
  return makeExactValidator<T>((text) => {
    const value = parse(text.trim());
    if (value === undefined) throw new EnvError(expected);
    return value;
  });
}

export const EXPECTED = {
  mysqlUrl: 'a MySQL or MariaDB address with a schema, like mysql://user:password@127.0.0.1:3306/taskloom',
  redisUrl: 'a Redis address, like redis://127.0.0.1:6379',
  secret: 'a secret of at least 32 characters, like the output of `openssl rand -hex 32`',
} as const;

export const text = kind<string>('some text', (value) => value || undefined);

/** As a column, a queue's name and a log have room for it. */
export const hostId = kind<string>('at most 32 letters, digits and dashes, like machine-2', (value) =>
  /^[a-z0-9-]{1,32}$/i.test(value) ? value : undefined,
);

/** A whole number between two bounds, both included. */
export const whole = (min: number, max: number) =>
  kind<number>(`a whole number from ${min} to ${max}`, (value) => wholeNumber(value, min, max));

export const port = kind<number>('a port number from 1 to 65535', (value) => wholeNumber(value, 1, 65_535));

export const yesOrNo = kind<boolean>('true or false', (value) => {
  if (['true', '1', 'yes', 'on'].includes(value.toLowerCase())) return true;
  return ['false', '0', 'no', 'off'].includes(value.toLowerCase()) ? false : undefined;
});

/** A name from a list. */
export const oneOf = <T extends string>(...names: readonly T[]) =>
  kind<T>(`one of ${names.join(', ')}`, (value) => names.find((name) => name === value));

export const address = kind<string>('an IP address or a host name, like 127.0.0.1', (value) =>
  isIP(value) || /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(value) ? value : undefined,
);

export const hostAndPort = kind<string>('a host and a port, like 127.0.0.1:7233', (value) =>
  /^[^\s:/]+:\d{1,5}$|^\[[0-9a-f:]+\]:\d{1,5}$/i.test(value) ? value : undefined,
);

/** Given back without a slash at its end. */
export const httpUrl = kind<string>('an http or https address, like http://127.0.0.1:8000', (value) =>
  parseUrl(value, 'http:', 'https:')?.href.replace(/\/+$/, ''),
);

/** Over http only what is on this machine: what goes there and comes back says who somebody is. */
export const trustedUrl = kind<string>('an https address, like https://id.example.com', (value) => {
  const url = parseUrl(value, 'http:', 'https:');
  const isHere = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url?.hostname ?? '');
  return url?.protocol === 'https:' || isHere ? value : undefined;
});

export const smtpUrl = kind<string>(
  'a mail server, like smtp://user:password@mail.example.com:587 or smtps://…:465',
  (value) => {
    const url = parseUrl(value, 'smtp:', 'smtps:');
    const isBare = url?.search === '' && url.pathname.length <= 1;
    return isBare && isDecodable(url) ? value : undefined;
  },
);

export const mysqlUrl = kind<string>(EXPECTED.mysqlUrl, (value) =>
  /^\/[^/]+$/.test(parseUrl(value, 'mysql:')?.pathname ?? '') ? value : undefined,
);

export const redisUrl = kind<string>(EXPECTED.redisUrl, (value) =>
  parseUrl(value, 'redis:', 'rediss:') ? value : undefined,
);

export const email = kind<string>('an e-mail address', (value) =>
  /^[^\s@]+@[^\s@]+$/.test(value) ? value : undefined,
);

export const sender = kind<string>(
  'an e-mail address, like Taskloom <noreply@example.com> or noreply@example.com',
  (value) =>
    /^([^<>@,;\r\n]*<[^\s@<>,;]+@[^\s@<>,;]+>|[^\s@<>,;]+@[^\s@<>,;]+)$/.test(value) ? value : undefined,
);

export const password = kind<string>('a password of at least 8 characters', (value) =>
  value.length >= 8 ? value : undefined,
);

export const secret = kind<string>(EXPECTED.secret, (value) => (value.length >= 32 ? value : undefined));

export const secrets = kind<readonly string[]>(
  `${EXPECTED.secret}; several are divided by commas`,
  (value) => {
    const list = commaList(value);
    return list.every((item) => item.length >= 32) ? list : undefined;
  },
);

/** `100/60`: a hundred requests in sixty seconds. */
export const rate = kind<RateLimit>('requests per seconds, like 100/60', (value) => {
  const [, points, seconds] = /^(\d+)\/(\d+)$/.exec(value) ?? [];
  const limit = { points: Number(points), seconds: Number(seconds) };
  return limit.points >= 1 && limit.seconds >= 1 ? limit : undefined;
});

/** Origins of pages, as browsers name them: no path, no slash at the end. */
export const origins = kind<readonly string[]>(
  'origins divided by commas, like https://app.example.com',
  (value) => {
    const list = commaList(value);
    return list.every((item) => URL.canParse(item) && new URL(item).origin === item) ? list : undefined;
  },
);

/** A bare `true` is refused: it lets any client name its own address in X-Forwarded-For. */
export const proxies = kind<TrustProxy>(
  'how many proxies stand in front (like 1), their addresses divided by commas, or false',
  (value) => {
    if (value === 'false') return false;
    const count = wholeNumber(value, 0, 16);
    if (count !== undefined) return count === 0 ? false : count;
    const list = commaList(value);
    return list.length > 0 && !list.includes('true') ? list : undefined;
  },
);

function wholeNumber(value: string, min: number, max: number): number | undefined {
  if (!/^\d{1,15}$/.test(value)) return undefined;
  const number = Number(value);
  return number >= min && number <= max ? number : undefined;
}

function commaList(value: string): string[] {
  return value
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

function parseUrl(value: string, ...protocols: string[]): URL | undefined {
  if (!URL.canParse(value)) return undefined;
  const url = new URL(value);
  return protocols.includes(url.protocol) && url.hostname !== '' ? url : undefined;
}

/** Whether an address has both a user name and a password, well percent-encoded, or neither. */
function isDecodable({ username, password: pass }: URL): boolean {
  try {
    decodeURIComponent(`${username}${pass}`);
    return (username === '') === (pass === '');
  } catch {
    return false;
  }
}

export const hosts = kind<readonly string[]>(
  'names or addresses of hosts with commas between them, like models.internal,10.0.0.5',
  (value) => {
    const hosts = value.split(',').map((host) => host.trim());
    return hosts.every((host) => /^[\w.:-]+$/.test(host)) ? hosts : undefined;
  },
);

/** An amount of credits with up to 8 decimals, in units of 10⁻⁸. */
export const credits = kind<bigint>('an amount of credits, like 2.5', (value) => {
  const [, whole, fraction = ''] = /^(\d{1,9})(?:\.(\d{1,8}))?$/.exec(value) ?? [];
  return whole === undefined ? undefined : BigInt(whole + fraction.padEnd(8, '0'));
});
