import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface ByteUpstream {
  /** `http://127.0.0.1:…` */
  readonly origin: string;
  /** Answers the next request with these very bytes. */
  answer(type: string, bytes: string): void;
  /** The last request, as it arrived. */
  readonly last: { readonly path: string; readonly headers: IncomingHttpHeaders; readonly body: string };
  close(): Promise<void>;
}

/** An upstream that understands nothing: it keeps the bytes that it gets, and sends those that it is told to. */
export async function startByteUpstream(): Promise<ByteUpstream> {
  let next = { type: '', bytes: '' };
  let last: ByteUpstream['last'] = { path: '', headers: {}, body: '' };
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      last = { path: request.url ?? '', headers: request.headers, body };
      response.writeHead(200, { 'content-type': next.type }).end(next.bytes);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    answer: (type, bytes) => void (next = { type, bytes }),
    get last() {
      return last;
    },
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
