import { mayHaveTaken } from '../../providers/dashscope/complaints';
import { UpstreamFailure } from '../../providers/llm/upstream-failure';

/** What is known of an order whose call failed: one that may have been taken is not placed again. */

const failed = (code: string) =>
  new UpstreamFailure('it failed', { retryable: true, cause: Object.assign(new Error(code), { code }) });

test.each([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
])('where no connection was made (%s) it surely was not taken', (code) =>
  expect(mayHaveTaken(failed(code))).toBe(false),
);

test.each(['ECONNRESET', 'UND_ERR_SOCKET', 'UND_ERR_HEADERS_TIMEOUT', 'EPIPE'])(
  'where the connection broke (%s) it may have been',
  (code) => expect(mayHaveTaken(failed(code))).toBe(true),
);

test.each([
  ['DashScope’s own refusal', { status: 400, code: 'InvalidParameter' }, false],
  ['DashScope’s own failure', { status: 500, code: 'InternalError' }, false],
  ['a proxy’s 502', { status: 502 }, true],
  ['a proxy’s 403', { status: 403 }, false],
] as const)('after %s: %o', (_what, { status, ...more }, taken) =>
  expect(mayHaveTaken(new UpstreamFailure('it failed', { retryable: true, status, ...more }))).toBe(taken),
);
