import { WebSocket, type ClientOptions } from 'ws';

/** A WebSocket to the API, as a page would open it. */
export interface TestSocket {
  /** Every message so far, parsed. */
  readonly messages: Record<string, unknown>[];
  readonly protocol: string;
  /** The first message that fits, now or when it comes. */
  until(fits: (message: Record<string, unknown>) => boolean): Promise<Record<string, unknown>>;
  /** The code that it was closed with. */
  readonly closed: Promise<number>;
  send(text: string): void;
  close(): Promise<void>;
}

/** Rejects with the HTTP answer when the API does not open it. */
export async function openSocket(
  { baseUrl }: { readonly baseUrl: string },
  options: ClientOptions & { readonly protocols?: string[]; readonly path?: string },
): Promise<TestSocket> {
  const { protocols = [], path = '/api/v1/ws', ...rest } = options;
  const socket = new WebSocket(`${baseUrl.replace('http', 'ws')}${path}`, protocols, rest);
  const messages: Record<string, unknown>[] = [];
  const listeners = new Set<() => void>();
  socket.on('message', (data: Buffer) => {
    messages.push(JSON.parse(data.toString()) as Record<string, unknown>);
    for (const listener of listeners) listener();
  });
  const closed = new Promise<number>((resolve) => socket.once('close', resolve));
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  return {
    messages,
    protocol: socket.protocol,
    until: (fits) =>
      new Promise((resolve) => {
        const look = () => {
          const found = messages.find(fits);
          if (!found) return;
          listeners.delete(look);
          resolve(found);
        };
        listeners.add(look);
        look();
      }),
    closed,
    send: (text) => socket.send(text),
    async close() {
      socket.close();
      await closed;
    },
  };
}
