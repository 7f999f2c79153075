import { once } from 'node:events';
import { createServer, request as httpRequest, type RequestListener, type Server } from 'node:http';
import {
  connect,
  createServer as createTcpServer,
  type AddressInfo,
  type Server as TcpServer,
  type Socket,
} from 'node:net';
import { gzipSync } from 'node:zlib';
import { createAddressGuard, ForbiddenAddress } from '../../providers/llm/upstream/address-guard';
import {
  createUpstreamHttp,
  type UpstreamCall,
  type UpstreamHttp,
} from '../../providers/llm/upstream/http-client';
import { UpstreamFailure } from '../../providers/llm/upstream-failure';
import { startProxySimulator, type ProxySimulator } from '../../simulators/proxy/server';
import { layCable } from '../support/cable';
import { gate } from '../support/gate';

const open: { close(): unknown }[] = [];
let http: UpstreamHttp;

beforeEach(() => {
  http = createUpstreamHttp({ guard: createAddressGuard({ allowPrivate: true }) });
});

afterEach(async () => {
  await http.close();
  for (const each of open.splice(0)) each.close();
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  return listening(server);
}

async function listening(server: Server | TcpServer): Promise<string> {
  open.push({
    close() {
      if ('closeAllConnections' in server) server.closeAllConnections();
      server.close();
    },
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function call(url: string, more: Partial<UpstreamCall> = {}): UpstreamCall {
  return {
    url: `${url}/v1/chat`,
    headers: { authorization: 'Bearer secret' },
    body: '{"a":1}',
    timeouts: { connectMs: 1_000, headersMs: 2_000, idleMs: 2_000 },
    signal: new AbortController().signal,
    ...more,
  };
}

test('a request reaches the upstream as it is, and its answer comes back whole or in pieces', async () => {
  const url = await serve((req, res) => {
    const parts: Buffer[] = [];
    req.on('data', (part: Buffer) => parts.push(part));
    req.on('end', () => {
      res.writeHead(200, { 'x-told': String(req.headers.authorization) });
      res.end(Buffer.concat(parts));
    });
  });
  const reply = await http.post(call(url));
  expect([reply.status, reply.headers['x-told']]).toEqual([200, 'Bearer secret']);
  expect((await reply.whole(100)).toString()).toBe('{"a":1}');
});

test.each([
  ['gzip', gzipSync('packed')],
  ['identity', Buffer.from('packed')],
])('an answer in %s is read', async (encoding, bytes) => {
  const url = await serve((_req, res) => res.writeHead(200, { 'content-encoding': encoding }).end(bytes));
  expect((await (await http.post(call(url))).whole(100)).toString()).toBe('packed');
});

test('an answer without an end is cut at the limit, and the upstream is let go', async () => {
  let closed = false;
  const url = await serve((_req, res) => {
    res.on('close', () => (closed = true));
    const more = () => void (res.write(Buffer.alloc(65_536)) ? setImmediate(more) : res.once('drain', more));
    more();
  });
  const reply = await http.post(call(url));
  await expect(reply.whole(1_000_000)).rejects.toThrow('endless');
  await until(() => closed);
});

test('a redirect is not followed', async () => {
  let asked = 0;
  const url = await serve((_req, res) => {
    asked += 1;
    res.writeHead(307, { location: '/elsewhere' }).end();
  });
  expect((await http.post(call(url))).status).toBe(307);
  expect(asked).toBe(1);
});

test('silence before and within an answer is a failure that says so', async () => {
  const timeouts = { connectMs: 1_000, headersMs: 100, idleMs: 100 };
  const silent = await serve(() => undefined);
  await expect(http.post(call(silent, { timeouts }))).rejects.toMatchObject({
    timedOut: true,
    retryable: true,
  });

  const stalled = await serve((_req, res) => res.writeHead(200).write('a bit'));
  const reply = await http.post(call(stalled, { timeouts }));
  await expect(reply.whole(100)).rejects.toMatchObject({ timedOut: true });
});

test('a connection that is refused or reset is a failure without a status', async () => {
  await expect(http.post(call('http://127.0.0.1:9'))).rejects.toMatchObject({
    status: undefined,
    timedOut: false,
  });
  const url = await serve((req) => req.socket.destroy());
  await expect(http.post(call(url))).rejects.toBeInstanceOf(UpstreamFailure);
});

test('an abort reaches the upstream, and comes back as its own reason', async () => {
  let left = false;
  const url = await serve((req, res) => {
    req.socket.on('close', () => (left = true));
    res.writeHead(200).write('a bit');
  });
  const controller = new AbortController();
  const reply = await http.post(call(url, { signal: controller.signal }));
  const chunks = reply.chunks();
  await chunks.next();
  const reason = new Error('enough');
  controller.abort(reason);
  await expect(chunks.next()).rejects.toBe(reason);
  await until(() => left);
});

test('leaving an answer early closes its connection', async () => {
  let left = false;
  const url = await serve((req, res) => {
    req.socket.on('close', () => (left = true));
    res.writeHead(200).write('a bit');
  });
  for await (const chunk of (await http.post(call(url))).chunks()) {
    expect(chunk.toString()).toBe('a bit');
    break;
  }
  await until(() => left);
});

describe('proxies', () => {
  let url: string;
  beforeEach(async () => {
    url = await serve((_req, res) => res.end('through'));
  });

  test('an http proxy carries the call, with its user and password', async () => {
    const asked: unknown[] = [];
    const proxy = createServer((req, res) => {
      asked.push([req.url, req.headers['proxy-authorization']]);
      req.pipe(
        httpRequest(req.url ?? '', { method: req.method, headers: req.headers }, (from) => from.pipe(res)),
      );
    });
    proxy.on('connect', (req, socket: Socket, head: Buffer) => {
      asked.push([req.url, req.headers['proxy-authorization']]);
      const [host = '', port] = (req.url ?? '').split(':');
      const upstream = connect(Number(port), host, () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        upstream.write(head);
        upstream.pipe(socket).pipe(upstream);
      });
    });
    const at = await listening(proxy);
    const reply = await http.post(call(url, { proxy: at.replace('//', '//ada:pass@') }));
    expect((await reply.whole(100)).toString()).toBe('through');
    expect(asked).toEqual([[expect.stringContaining('127.0.0.1'), `Basic ${btoa('ada:pass')}`]]);
  });

  test('a socks5 proxy carries the call', async () => {
    const targets: number[] = [];
    const at = await listening(createTcpServer((socket) => socks(socket, (port) => targets.push(port))));
    const reply = await http.post(call(url, { proxy: at.replace('http:', 'socks5:') }));
    expect((await reply.whole(100)).toString()).toBe('through');
    expect(targets).toEqual([Number(new URL(url).port)]);
  });

  test('a proxy that is away is a failure of the upstream', async () => {
    for (const proxy of ['http://127.0.0.1:9', 'socks5://127.0.0.1:9']) {
      await expect(http.post(call(url, { proxy }))).rejects.toBeInstanceOf(UpstreamFailure);
    }
  });
});

describe('our own network', () => {
  const guard = createAddressGuard({ allowPrivate: false, allowedHosts: ['models.internal', '10.1.2.3'] });

  test.each([
    ...['http://127.0.0.1/v1', 'http://localhost:8080', 'https://10.0.0.1', 'http://169.254.169.254/latest'],
    ...[
      'http://[::1]:80',
      'http://[fd00::1]',
      'http://[::ffff:127.0.0.1]',
      'http://2130706433',
      'http://0x7f.1',
    ],
    ...[
      'ftp://example.com',
      'nonsense',
      'http://user:pass@example.com',
      'http://100.64.1.1',
      'http://[fe80::1]',
    ],
    ...['http://[::7f00:1]', 'http://[64:ff9b:1::7f00:1]', 'http://[2001::1]', 'http://[fec0::1]'],
    ...['http://[2001:db8::1]', 'http://192.0.2.1', 'http://198.51.100.1', 'http://203.0.113.1'],
    ...['http://192.88.99.1', 'http://LOCALHOST', 'http://a.localhost', 'http://localhost.'],
    ...['http://localhost.localdomain', 'https://93.184.216.34/v1?a=b', 'https://93.184.216.34/v1#a'],
    ...['https://93.184.216.34/v1\r\nx: y', 'https://93.184.216.34/?', 'https://93.184.216.34/\n'],
  ])('%s is refused when it is written down', async (url) => {
    await expect(guard.check(url)).rejects.toBeInstanceOf(ForbiddenAddress);
  });

  test.each([
    'https://93.184.216.34',
    'http://10.1.2.3:8000',
    'http://models.internal',
    'https://[2606:4700::1111]',
    'https://[2001:4860:4860::8888]',
    'https://localhost.example',
  ])('%s is let through', async (url) => {
    await expect(guard.check(url)).resolves.toBeUndefined();
  });

  test('a call that would go there is not made, whether by address or by name', async () => {
    let asked = 0;
    const url = await serve((_req, res) => {
      asked += 1;
      res.end();
    });
    const careful = createUpstreamHttp({ guard });
    open.push({ close: () => careful.close() });
    await expect(careful.post(call(url))).rejects.toBeInstanceOf(ForbiddenAddress);
    await expect(careful.post(call(url.replace('127.0.0.1', 'localhost')))).rejects.toBeInstanceOf(
      ForbiddenAddress,
    );
    expect(asked).toBe(0);
  });
});

/** The part of RFC 1928 that a client without a password needs. */
function socks(socket: Socket, onTarget: (port: number) => void): void {
  socket.once('data', () => {
    socket.write(Buffer.from([5, 0]));
    socket.once('data', (request: Buffer) => {
      const port = request.readUInt16BE(request.length - 2);
      onTarget(port);
      const upstream = connect(port, '127.0.0.1', () => {
        socket.write(Buffer.from([5, 0, 0, 1, 127, 0, 0, 1, 0, 0]));
        upstream.pipe(socket).pipe(upstream);
      });
    });
  });
  socket.on('error', () => undefined);
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise(setImmediate);
}

test.each([
  ['a name that nobody knows', { url: 'http://no-such-host.invalid/' }, 'could not be looked up', true],
  [
    'a key that no header can hold',
    { headers: { authorization: 'Bearer ключ\n' } },
    'could not be made',
    false,
  ],
])('%s is told apart', async (_what, wrong, words, retryable) => {
  const url = await serve((_, response) => void response.end());
  const failure = await http.post({ ...call(url), ...wrong }).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(UpstreamFailure);
  expect(failure).toMatchObject({ message: expect.stringContaining(words), retryable });
});

describe('of many proxies', () => {
  let url: string;
  let proxy: ProxySimulator;
  beforeEach(async () => {
    url = await serve((_req, res) => res.end('through'));
    proxy = await startProxySimulator('http');
    open.push(proxy);
  });

  /** Asks through one of them: users of one proxy, whose connections are kept apart. */
  const through = async (user: number, at: { host: string; port: number } = proxy) => {
    const reply = await http.post(call(url, { proxy: `http://user-${user}@${at.host}:${at.port}` }));
    return (await reply.whole(100)).toString();
  };

  test('the connections of those that were used last are kept', async () => {
    for (let user = 0; user < 64; user++) await through(user);
    await through(0);
    await through(64); // one goes, and it is not the one that was just used
    expect(proxy.targets).toHaveLength(65);
    await through(0);
    expect(proxy.targets).toHaveLength(65);
    await through(1);
    expect(proxy.targets).toHaveLength(66);
  });

  test('none is closed under a call, which has not even reached it', async () => {
    const cable = await layCable(proxy);
    open.push({ close: () => cable.remove() });
    cable.hold();
    const slow = through(0, cable);
    for (let user = 1; user <= 64; user++) await through(user);
    cable.release();
    expect(await slow).toBe('through');
  });

  test('nor under an answer that goes on', async () => {
    const rest = gate();
    url = await serve((_req, res) => {
      res.write('thro');
      void rest.passed.then(() => res.end('ugh'));
    });
    const { host, port } = proxy;
    const reply = await http.post(call(url, { proxy: `http://user-0@${host}:${port}` }));
    url = await serve((_req, res) => res.end('through'));
    for (let user = 1; user <= 64; user++) await through(user);
    rest.open();
    expect((await reply.whole(100)).toString()).toBe('through');
  });
});
