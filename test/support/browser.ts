import type { ApiAnswer } from './api-client';
import { apiClient } from './api-client';

/** A cookie as the browser got it. */
export interface ReceivedCookie {
  readonly name: string;
  readonly value: string;
  /** In lower case, without their values' case changed: `max-age`, `httponly`, … */
  readonly attributes: Readonly<Record<string, string>>;
}

/** A browser without pages: it keeps cookies, sends them where they belong, and follows nothing by itself. */
export class Browser {
  private readonly jar = new Map<string, ReceivedCookie>();

  constructor(
    private readonly baseUrl: string,
    /** Sent with every request: what the page is, what stands in front of the API. */
    private readonly headers: Readonly<Record<string, string>> = {},
  ) {}

  get(path: string): Promise<ApiAnswer> {
    return this.call('GET', path);
  }

  post(path: string, body?: unknown): Promise<ApiAnswer> {
    return this.call('POST', path, body);
  }

  put(path: string, body?: unknown): Promise<ApiAnswer> {
    return this.call('PUT', path, body);
  }

  delete(path: string): Promise<ApiAnswer> {
    return this.call('DELETE', path);
  }

  async call(
    method: string,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<ApiAnswer> {
    const cookie = this.cookiesFor(path);
    const answer = await apiClient(this.baseUrl).call(method, path, {
      body,
      headers: { ...this.headers, ...(cookie === '' ? {} : { cookie }), ...headers },
    });
    for (const line of answer.headers.getSetCookie()) this.keep(parsed(line));
    return answer;
  }

  /** The header that goes with a request to a path. */
  cookiesFor(path: string): string {
    const { pathname } = new URL(path, this.baseUrl);
    return [...this.jar.values()]
      .filter(({ attributes }) => pathname.startsWith(attributes['path'] ?? '/'))
      .map(({ name, value }) => `${name}=${value}`)
      .join('; ');
  }

  cookie(name: string): ReceivedCookie | undefined {
    return this.jar.get(name);
  }

  /** Puts a cookie there that another browser got, as an attacker would. */
  plant(cookie: ReceivedCookie): void {
    this.jar.set(cookie.name, cookie);
  }

  private keep(cookie: ReceivedCookie): void {
    const { expires, 'max-age': maxAge } = cookie.attributes;
    const isGone = maxAge === '0' || (expires !== undefined && new Date(expires) <= new Date());
    if (isGone) this.jar.delete(cookie.name);
    else this.jar.set(cookie.name, cookie);
  }
}

function parsed(line: string): ReceivedCookie {
  const [pair = '', ...rest] = line.split('; ');
  const at = pair.indexOf('=');
  const attributes = rest.map((text) => {
    const [name = '', value = ''] = text.split('=');
    return [name.toLowerCase(), value];
  });
  return { name: pair.slice(0, at), value: pair.slice(at + 1), attributes: Object.fromEntries(attributes) };
}
