/** An answer of the API: its JSON, or its text where it is none. */
export interface ApiAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** The parsed envelope. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests say what they expect of it
  readonly body: any;
  readonly text: string;
}

export interface ApiCall {
  /** Sent as JSON; a string or bytes are sent as they are. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The API as a client without any of our code would call it. */
export interface ApiClient {
  call(method: string, path: string, options?: ApiCall): Promise<ApiAnswer>;
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<ApiAnswer>;
  post(path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<ApiAnswer>;
  delete(path: string): Promise<ApiAnswer>;
  /** The same with a Bearer token. */
  as(token: string): ApiClient;
}

export function apiClient(baseUrl: string, token?: string): ApiClient {
  const call: ApiClient['call'] = async (method, path, { body, headers = {} } = {}) => {
    const raw = body === undefined || typeof body === 'string' || body instanceof Uint8Array;
    const response = await fetch(new URL(path, baseUrl), {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...headers,
      },
      body: raw ? ((body ?? null) as string | null) : JSON.stringify(body),
      redirect: 'manual',
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.startsWith('application/json');
    return {
      status: response.status,
      headers: response.headers,
      body: isJson && text !== '' ? (JSON.parse(text) as unknown) : undefined,
      text,
    };
  };
  return {
    call,
    get: (path, headers) => call('GET', path, { headers: headers ?? {} }),
    post: (path, body, headers) => call('POST', path, { body, headers: headers ?? {} }),
    delete: (path) => call('DELETE', path),
    as: (other) => apiClient(baseUrl, other),
  };
}
