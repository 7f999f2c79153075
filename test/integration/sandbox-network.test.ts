import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';
import { buffer, text } from 'node:stream/consumers';
import type { Sandbox } from '../../domain/sandboxes/driver';
import { eventually } from '../support/eventually';
import { openSandboxes, run, textOf, type SandboxBench } from '../support/sandboxes';

const PORT = 8080;

let bench: SandboxBench;
let sandbox: Sandbox;

beforeAll(async () => {
  bench = await openSandboxes();
  // Twenty programs of Python have to fit in it, and all that a kernel holds for them.
  sandbox = await bench.create({ memoryBytes: 512 * 1024 * 1024, egress: [{ name: 'web', port: PORT }] });
});

afterAll(() => bench.close());

/** A program inside that opens a connection, does something with it in Python, and tells. */
const python = (statements: string, port = PORT) =>
  [
    'python3',
    '-uc',
    `import socket\ns = socket.create_connection(('127.0.0.1', ${port}))\n${statements}`,
  ] as const;

test('programs inside reach a server of the host by the port that leads out, and nothing else', async () => {
  const server = createServer((request, response) => {
    response.writeHead(200, { 'content-type': 'text/plain' });
    void text(request).then((body) => response.end(`${request.method} ${request.url}: ${body.length}`));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const stop = sandbox.egress('web', (connection) => {
    const upstream = connect((server.address() as AddressInfo).port, '127.0.0.1');
    connection.pipe(upstream).pipe(connection);
    connection.on('error', () => upstream.destroy());
    upstream.on('error', () => connection.destroy());
  });
  try {
    const ask = [
      'import urllib.request',
      `print(urllib.request.urlopen('http://127.0.0.1:${PORT}/path', data=b'x' * 3000000).read().decode())`,
    ].join('\n');
    expect(await run(sandbox, ['python3', '-c', ask])).toMatchObject({
      out: 'POST /path: 3000000\n',
      exitCode: 0,
    });
    // More at once than streams are held open.
    const many = `for n in $(seq 1 20); do python3 -c "${ask.replaceAll('\n', '; ')}" & done; wait`;
    expect(await run(sandbox, many)).toMatchObject({ out: 'POST /path: 3000000\n'.repeat(20), err: '' });
  } finally {
    stop();
    server.close();
  }
});

test('a connection that came while nobody took any is taken later, by another process too', async () => {
  await sandbox.run({ id: 'early', argv: python("s.sendall(b'hello')\nprint(s.recv(100).decode())") });
  const other = await (await bench.another()).attach(sandbox.id);
  const stop = other!.egress('web', (connection) => {
    connection.once('data', (bytes: Buffer) => connection.end(`got ${bytes.toString()}`));
  });
  expect(await sandbox.wait('early')).toMatchObject({ exitCode: 0 });
  expect((await sandbox.process('early')).stdout.end).toBe('got hello\n'.length);
  await sandbox.forget('early');
  stop();
  other!.close();
});

test('connections that come while who takes them changes are taken by the next', async () => {
  let stop = () => undefined as void;
  const take = () => {
    stop = sandbox.egress('web', (connection) => {
      connection.on('error', () => undefined).resume();
      connection.end('ok');
      // All that are held open are given up, while the program opens the next connection.
      stop();
      take();
    });
  };
  take();
  const program = [
    'import socket, collections',
    'told = collections.Counter()',
    'for n in range(300):',
    `  s = socket.create_connection(('127.0.0.1', ${PORT}))`,
    '  try: told[s.makefile().read()] += 1',
    '  except OSError as error: told[repr(error)] += 1',
    '  s.close()',
    'print(dict(told))',
  ].join('\n');
  expect((await run(sandbox, ['python3', '-c', program])).out).toBe("{'ok': 300}\n");
  stop();
});

describe('each direction', () => {
  let stop: () => void;
  let taken: Duplex[];

  beforeEach(() => {
    taken = [];
    stop = sandbox.egress('web', (connection) => taken.push(connection.on('error', () => undefined)));
  });

  afterEach(() => {
    stop();
    for (const connection of taken) connection.destroy();
  });

  const first = async () => {
    await eventually(() => expect(taken).toHaveLength(1));
    return taken[0]!;
  };

  test('ends by itself, as a TCP connection does', async () => {
    const program = "s.sendall(b'question')\ns.shutdown(socket.SHUT_WR)\nprint(s.makefile().read())";
    await sandbox.run({ id: 'half', argv: python(program) });
    const connection = await first();
    let question = '';
    connection.on('data', (bytes: Buffer) => (question += bytes.toString()));
    await once(connection, 'end');
    expect(question).toBe('question');
    connection.end('answer');
    expect(await sandbox.wait('half')).toMatchObject({ exitCode: 0 });
    expect((await sandbox.process('half')).stdout.end).toBe('answer\n'.length);
    await sandbox.forget('half');
  });

  test('is broken off for the other side when one breaks off', async () => {
    const program = 'print(s.recv(100))\ntry: s.recv(100)\nexcept ConnectionResetError: print("reset")';
    await sandbox.run({ id: 'reset', argv: python(program) });
    const connection = await first();
    connection.write('something');
    await eventually(async () => expect((await sandbox.process('reset')).state).toBe('running'));
    connection.destroy();
    expect(await sandbox.wait('reset')).toMatchObject({ exitCode: 0 });
    await sandbox.forget('reset');
  });

  test('tells at once when the program is gone', async () => {
    await sandbox.run({ id: 'gone', argv: python('s.recv(100)') });
    const connection = await first();
    const ended = once(connection.resume(), 'end');
    await sandbox.kill('gone', 0);
    await ended;
    await sandbox.forget('gone');
  });

  test('waits for its reader: nothing piles up', async () => {
    const program =
      "sent = 0\ns.settimeout(1)\ntry:\n  while sent < 100_000_000: sent += s.send(b'x' * 65536)\nexcept TimeoutError: pass\nprint(sent)\ns.settimeout(None)\ns.sendall(b'y')";
    await sandbox.run({ id: 'flood', argv: python(program) });
    const connection = await first();
    await eventually(async () => expect((await sandbox.process('flood')).stdout.end).toBeGreaterThan(0));
    const content = await buffer(connection);
    await sandbox.wait('flood');
    const sent = Number(await textOf(sandbox, 'flood', 'stdout'));
    await sandbox.forget('flood');
    expect(sent).toBeLessThan(20_000_000);
    expect(content.length).toBe(sent + 1);
  });
});

test('a port inside is reached from the host', async () => {
  await sandbox.run({ id: 'server', argv: ['python3', '-m', 'http.server', '3000', '--bind', '127.0.0.1'] });
  await eventually(async () => expect(await sandbox.ports()).toEqual([3000, PORT]));
  const connection = await sandbox.connectPort(3000);
  connection.end('GET / HTTP/1.0\r\n\r\n');
  expect(await text(connection)).toContain('Directory listing for /');
  await sandbox.kill('server', 0);
  await expect(sandbox.connectPort(3000)).rejects.toMatchObject({
    code: 'SANDBOX_REFUSED',
    details: { reason: 'not_listening' },
  });
  expect(await sandbox.ports()).toEqual([PORT]);
});

test('what leads out is decided by the host alone', async () => {
  const spec = {
    egress: [
      { name: 'a', port: 4000 },
      { name: 'b', port: 4000 },
    ],
  };
  await expect(bench.create(spec)).rejects.toMatchObject({ code: 'SANDBOX_UNAVAILABLE' });
  expect((await bench.driver.list()).map(({ id }) => id)).toEqual([sandbox.id]);
});
