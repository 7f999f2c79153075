import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { platform, type TestPlatform } from '../support/platform';

/** What is no HTTP is told so, and its connection ends; everybody else's goes on. */

let studio: TestPlatform;
beforeAll(async () => {
  studio = await platform();
});
afterAll(() => studio.close());

/** Sends bytes as they are, and answers all that comes back before the connection ends. */
function sent(bytes: string): Promise<string> {
  const { hostname, port } = new URL(studio.baseUrl);
  const socket = connect(Number(port), hostname, () => socket.write(bytes));
  return text(socket);
}

test.each([
  ['no request at all', 'HELLO\r\n\r\n', 400],
  ['a header without a name', 'GET /health HTTP/1.1\r\nHost: x\r\n: y\r\n\r\n', 400],
  [
    'two lengths',
    'POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}',
    400,
  ],
  [
    'a length and chunks',
    'POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    400,
  ],
  [
    'headers that are too long',
    `GET /health HTTP/1.1\r\nHost: x\r\nX-Long: ${'x'.repeat(40_000)}\r\n\r\n`,
    431,
  ],
])('%s', async (_what, bytes, status) => {
  const answer = await sent(bytes);
  expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  expect(answer.toLowerCase()).toContain('connection: close');
  expect((await studio.api.get('/health')).status).toBe(200);
});
