/** The studio API as a builder of a frontend would call it: plain HTTP, nothing of the platform's own code. */
export interface StudioClient {
  get<T>(path: string): Promise<T>;
  post<T>(path: string, body: unknown, idempotencyKey?: string): Promise<T>;
  signIn(accessToken: string): void;
  readonly baseUrl: string;
  readonly accessToken: string | undefined;
}

/** An answer of the API that was not a success: its business code and message. */
export class StudioError extends Error {
  constructor(
    readonly code: number,
    message: string,
  ) {
    super(`${message} (${code})`);
  }
}

interface Envelope<T> {
  readonly code: number;
  readonly message: string;
  readonly data: T;
}

/** A client for the platform at `baseUrl`. Throws StudioError for every answer whose code is not 200. */
export function studioClient(baseUrl: string): StudioClient {
  let accessToken: string | undefined;

  async function call<T>(method: string, path: string, body?: unknown, idempotencyKey?: string): Promise<T> {
    const response = await fetch(new URL(path, baseUrl), {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(accessToken ? { authorization: `Bearer ${accessToken}` } : {}),
        ...(idempotencyKey ? { 'idempotency-key': idempotencyKey } : {}),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answer = (await response.json()) as Envelope<T>;
    if (answer.code !== 200) throw new StudioError(answer.code, answer.message);
    return answer.data;
  }

  return {
    baseUrl,
    get accessToken() {
      return accessToken;
    },
    get: (path) => call('GET', path),
    post: (path, body, idempotencyKey) => call('POST', path, body, idempotencyKey),
    signIn(token) {
      accessToken = token;
    },
  };
}
