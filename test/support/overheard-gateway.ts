import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What somebody asked the gateway. */
export interface OverheardCall {
  readonly method: string;
  readonly path: string;
  readonly body: string;
}

/** A way to a gateway on which is written down what passes. */
export interface OverheardGateway {
  readonly url: string;
  readonly calls: readonly OverheardCall[];
  close(): Promise<void>;
}

export async function overheard(gatewayUrl: string): Promise<OverheardGateway> {
  const calls: OverheardCall[] = [];
  const server = createServer((req, res) => {
    const { method = 'GET', url = '/', headers } = req;
    const onward = request(new URL(url, gatewayUrl), { method, headers }, (answer) => {
      res.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(res);
    });
    onward.on('error', () => res.destroy());
    const parts: Buffer[] = [];
    req.on('data', (part: Buffer) => {
      parts.push(part);
      onward.write(part);
    });
    req.on('end', () => {
      calls.push({ method, path: url, body: Buffer.concat(parts).toString() });
      onward.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
