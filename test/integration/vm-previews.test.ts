import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { connect } from 'node:net';
import { WebSocket } from 'ws';
import { eventually } from '../support/eventually';
import { PREVIEW_APP } from '../support/preview-app';
import { taskPlatform, type Developer, type TaskPlatform } from '../support/task-platform';

let platform: TaskPlatform;
let ada: Developer;
let vm: string;
let link: string;

const PORT = 8080;
const at = (rest: string, id = vm, port = PORT) => `/api/v1/users/vms/${id}/ports/${port}${rest}`;
const cookieOf = ({ browser }: Developer) => browser.cookiesFor('/');

/** A request as a program with the owner's cookie makes it. */
function ask(path: string, init: RequestInit = {}, owner: Developer | null = ada): Promise<Response> {
  const headers = {
    ...(owner ? { cookie: cookieOf(owner) } : {}),
    ...(init.headers as Record<string, string>),
  };
  return fetch(new URL(path, platform.baseUrl), { redirect: 'manual', ...init, headers });
}

async function serveIn(id: string): Promise<void> {
  const sandbox = await platform.driver.attach(id);
  await sandbox!.run({ id: 'app', argv: ['python3', '-c', PREVIEW_APP, String(PORT)] });
  await eventually(async () => expect(await sandbox!.ports()).toContain(PORT));
  sandbox!.close();
}

async function linkTo(owner: Developer, id: string): Promise<string> {
  const { body } = await owner.browser.post(`/api/v1/users/vms/${id}/previews`, { port: PORT });
  expect(body.code).toBe(0);
  return body.data.url as string;
}

beforeAll(async () => {
  platform = await taskPlatform({ heartbeatMs: 300 });
  ada = await platform.developer(100);
  vm = await ada.idleVm();
  await serveIn(vm);
  link = await linkTo(ada, vm);
}, 120_000);

afterAll(() => platform.close());

test('its owner sees what listens, and where', async () => {
  const { body } = await ada.browser.get(`/api/v1/users/vms/${vm}/ports`);
  expect(body.data).toEqual({ ports: [{ port: PORT, url: `${platform.baseUrl}${at('/')}` }] });
});

test.each(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])(
  '%s goes in and comes out',
  async (method) => {
    const told = await (await ask(at('/some/path?a=1&b=%2F'), { method })).json();
    expect(told).toMatchObject({ method, path: '/some/path?a=1&b=%2F' });
  },
);

test('nothing of the owner goes in: neither the cookie nor what is said of the connection', async () => {
  const answer = await ask(at('/'), {
    headers: {
      ...{ authorization: 'Bearer secret', 'x-forwarded-for': '10.0.0.1', forwarded: 'for=10.0.0.1' },
      ...{ referer: `${platform.baseUrl}/secret`, 'x-own': 'kept', origin: platform.baseUrl },
    },
  });
  const { headers } = (await answer.json()) as { headers: [string, string][] };
  const got = Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), value]));
  expect(got).toMatchObject({
    host: `localhost:${PORT}`,
    origin: `http://localhost:${PORT}`,
    'x-own': 'kept',
  });
  for (const name of ['cookie', 'authorization', 'x-forwarded-for', 'forwarded', 'referer']) {
    expect(got).not.toHaveProperty(name);
  }
});

test.each(['cookie', 'link'])('what comes out by the %s acts on nobody', async (way) => {
  const answer = await (way === 'cookie' ? ask(at('/hostile')) : fetch(`${link}hostile`));
  expect(answer.status).toBe(401);
  expect(await answer.text()).toBe('<script>1</script>');
  const names = [...answer.headers.keys()];
  for (const name of [
    ...['set-cookie', 'clear-site-data', 'alt-svc', 'x-accel-redirect', 'refresh', 'www-authenticate'],
    ...['access-control-allow-credentials', 'service-worker-allowed'],
  ]) {
    expect(names).not.toContain(name);
  }
  const policy = answer.headers.get('content-security-policy');
  expect(policy).toMatch(/^sandbox allow-scripts /);
  expect(policy).not.toContain('allow-same-origin');
  expect(policy).not.toContain('allow-top-navigation');
  expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  expect(answer.headers.get('access-control-allow-origin')).toBe(way === 'cookie' ? null : '*');
  expect(answer.headers.get('cross-origin-resource-policy')).toBe(
    way === 'cookie' ? 'same-origin' : 'cross-origin',
  );
});

test('bodies go both ways as they come, however long', async () => {
  const content = randomBytes(24 * 1024 * 1024);
  const sum = createHash('sha256').update(content).digest('hex');
  expect(await (await ask(at('/hash'), { method: 'POST', body: content })).text()).toBe(sum);
  const chunked = ReadableStream.from(
    (async function* () {
      for (let n = 0; n < 10; n++) yield new TextEncoder().encode(`piece ${n};`);
    })(),
  );
  const init = { method: 'POST', body: chunked, duplex: 'half' } as RequestInit;
  expect(await (await ask(at('/echo'), init)).text()).toMatch(/^piece 0;.*piece 9;$/);
  const big = await (await ask(at('/big'))).arrayBuffer();
  expect(big.byteLength).toBe(320 * 65_536);
});

test('an answer without an end is read as it comes, and ends with its reader', async () => {
  const stop = new AbortController();
  const answer = await ask(at('/endless'), { signal: stop.signal });
  const reader = answer.body!.getReader();
  expect(new TextDecoder().decode((await reader.read()).value)).toContain('data: tick');
  const sandbox = await platform.driver.attach(vm);
  // The connections that the program has, as its kernel tells.
  const connections = async () => {
    const id = `look-${randomUUID()}`;
    await sandbox!.run({ id, argv: ['cat', '/proc/net/tcp'] });
    const chunks: Buffer[] = [];
    for await (const { bytes } of sandbox!.output(id, 'stdout')) chunks.push(bytes);
    const lines = Buffer.concat(chunks).toString().split('\n');
    return lines.filter((line) => /:1F90 \S+ 01 /.test(line)).length;
  };
  expect(await connections()).toBeGreaterThan(0);
  stop.abort();
  await eventually(async () => expect(await connections()).toBe(0));
  sandbox!.close();
});

test('a WebSocket is carried both ways', async () => {
  for (const [url, headers] of [
    [`${platform.baseUrl}${at('/socket')}`, { cookie: cookieOf(ada) }],
    [`${link}socket`, { origin: 'null' }],
  ] as const) {
    const socket = new WebSocket(url.replace('http', 'ws'), { headers, perMessageDeflate: false });
    const upgraded = new Promise<string[]>((resolve) =>
      socket.once('upgrade', (answer) => resolve(Object.keys(answer.headers))),
    );
    await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
    expect(await upgraded).not.toContain('set-cookie');
    const said = 'hello '.repeat(2_000);
    const heard = new Promise<string>((resolve) =>
      socket.once('message', (data: Buffer) => resolve(data.toString())),
    );
    socket.send(said);
    expect(await heard).toBe(said);
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.terminate();
    await closed;
  }
});

test('a browser that shows a page is sent to a link, where the page has all it needs without the cookie', async () => {
  const shown = await ask(at('/page?x=1'), {
    headers: { 'sec-fetch-dest': 'document', 'sec-fetch-site': 'none' },
  });
  expect(shown.status).toBe(302);
  const location = shown.headers.get('location') ?? '';
  expect(location).toMatch(new RegExp(`^${platform.baseUrl}/previews/[\\w-]+/page\\?x=1$`));
  const page = await fetch(location);
  expect(page.headers.get('content-type')).toBe('text/html');
  const script = await fetch(new URL('app.js', location), { headers: { origin: 'null' } });
  expect(script.headers.get('access-control-allow-origin')).toBe('*');
  expect(await script.json()).toMatchObject({ path: '/app.js' });
  const preflight = await fetch(new URL('api', location), {
    method: 'OPTIONS',
    headers: { 'access-control-request-method': 'PUT', 'access-control-request-headers': 'content-type' },
  });
  expect([preflight.status, preflight.headers.get('access-control-allow-headers')]).toEqual([
    204,
    'content-type',
  ]);
});

test('what an application redirects to stays below its preview', async () => {
  const prefix = new URL(link).pathname.slice(0, -1);
  const to = async (target: string) =>
    (await fetch(`${link}redirect?to=${target}`, { redirect: 'manual' })).headers.get('location');
  expect(await to('/login')).toBe(`${prefix}/login`);
  expect(await to(`http://localhost:${PORT}/a?b=c`)).toBe(`${prefix}/a?b=c`);
  expect(await to('https://example.com/x')).toBe('https://example.com/x');
  expect(await to('javascript:alert(1)')).toBeNull();
});

test('it is nobody else’s, and pages of other sites reach nothing with the cookie', async () => {
  const eve = await platform.developer();
  expect((await ask(at('/'), {}, eve)).status).toBe(404);
  expect((await ask(at('/'), {}, null)).status).toBe(401);
  expect((await eve.browser.get(`/api/v1/users/vms/${vm}/ports`)).status).toBe(404);
  expect((await eve.browser.post(`/api/v1/users/vms/${vm}/previews`, { port: PORT })).status).toBe(404);
  for (const headers of [
    { 'sec-fetch-site': 'cross-site' },
    { origin: 'https://evil.example' },
    { origin: 'null' },
  ]) {
    for (const method of ['GET', 'POST']) expect((await ask(at('/'), { method, headers })).status).toBe(403);
  }
  const refused = async (url: string, headers: Record<string, string>) => {
    const socket = new WebSocket(url.replace('http', 'ws'), { headers });
    return new Promise<string>((resolve) => socket.once('error', (error) => resolve(error.message)));
  };
  const url = `${platform.baseUrl}${at('/socket')}`;
  expect(await refused(url, {})).toContain('401');
  expect(await refused(url, { cookie: cookieOf(eve) })).toContain('404');
  expect(await refused(url, { cookie: cookieOf(ada), origin: 'https://evil.example' })).toContain('403');
});

test('a link cannot be made up, and ends with the session and the hour', async () => {
  const token = new URL(link).pathname.split('/')[2] ?? '';
  const flipped = token.slice(0, -4) + (token.endsWith('AAAA') ? 'BBBB' : 'AAAA');
  for (const bad of [flipped, 'x', token.slice(0, 20)]) {
    expect((await fetch(`${platform.baseUrl}/previews/${bad}/`)).status).toBe(401);
  }
  const bob = await platform.developer(100);
  const his = await bob.idleVm();
  await serveIn(his);
  const own = await linkTo(bob, his);
  const endless = await fetch(`${own}endless`);
  expect(endless.status).toBe(200);
  await bob.browser.post('/api/v1/users/logout');
  await eventually(async () => expect((await fetch(own)).status).toBe(401));
  await expect(endless.text()).rejects.toThrow();
  platform.advance(3_600_001);
  expect((await fetch(link)).status).toBe(401);
  platform.advance(-3_600_001);
  expect((await fetch(link)).status).toBe(200);
  expect(JSON.stringify(platform.logged)).not.toContain(token);
});

test('ports at which nothing listens, and answers that are none, are told as such', async () => {
  for (const port of [1, 9_999, 8_787, 3_128, 99_999]) {
    const answer = await ask(at('/', vm, port));
    expect([port, answer.status]).toEqual([port, 502]);
    expect(await answer.json()).toEqual({ code: 50200, msg: '沙箱的该端口上没有服务', data: null });
  }
  for (const path of ['/garbage', '/status/000', '/status/099', '/status/600', '/status/999']) {
    const answer = await ask(at(path));
    expect([path, answer.status]).toEqual([path, 502]);
    expect(await answer.json()).toMatchObject({ code: 50200 });
  }
});

test.each([204, 304])('a %i has no length, whatever the program says', async (status) => {
  const answer = await ask(at(`/status/${status}`));
  expect([answer.status, answer.headers.get('content-length')]).toEqual([status, null]);
});

test('headers that would end in the middle, or name another length, get nowhere', async () => {
  const { hostname, port } = new URL(platform.baseUrl);
  const raw = (text: string) =>
    new Promise<string>((resolve) => {
      const socket = connect(Number(port), hostname, () => socket.write(text));
      let got = '';
      socket.on('data', (chunk) => (got += chunk.toString()));
      socket.once('close', () => resolve(got));
    });
  const head = `POST ${at('/echo')} HTTP/1.1\r\nHost: x\r\nCookie: ${cookieOf(ada)}\r\nConnection: close`;
  const both = `${head}\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /x HTTP/1.1\r\n\r\n`;
  expect(await raw(both)).toMatch(/^HTTP\/1.1 400/);
  expect(await raw(`${head}\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nabcde`)).toMatch(
    /^HTTP\/1.1 400/,
  );
  const named = `${head}, x-own, content-length\r\nX-Own: gone\r\nContent-Length: 4\r\n\r\nabcd`;
  expect(await raw(named)).toMatch(/\r\n\r\nabcd$/);
  const told = await raw(
    `GET ${at('/')} HTTP/1.1\r\nHost: x\r\nCookie: ${cookieOf(ada)}\r\nConnection: close, x-own\r\nX-Own: gone\r\nTE: trailers\r\n\r\n`,
  );
  expect(told).not.toContain('X-Own');
  expect(told).not.toContain('trailers');
});

test('a method that is none of HTTP’s usual ones is refused', async () => {
  const status = await new Promise<number | undefined>((resolve, reject) => {
    request(new URL(at('/'), platform.baseUrl), { method: 'PROPFIND', headers: { cookie: cookieOf(ada) } })
      .once('response', (answer) => resolve(answer.resume().statusCode))
      .once('error', reject)
      .end();
  });
  expect(status).toBe(405);
});

test('what is read of a sandbox ends when that does, and then it is gone', async () => {
  const carol = await platform.developer(100);
  const id = await carol.idleVm();
  await serveIn(id);
  const endless = await ask(at('/endless', id), {}, carol);
  expect(endless.status).toBe(200);
  await carol.browser.put(`/api/v1/users/vms/${id}/stop`);
  // As its program ends before the sandbox does, this is an end like any other.
  await endless.text().catch(() => '');
  expect((await ask(at('/', id), {}, carol)).status).toBe(409);
});
