import { errorKey } from '../../api/agent/messages';
import { AGENT_LIMITS } from '../../api/agent/limits';
import { readOperations } from '../../api/router/operation';
import { inProject } from '../../config/paths';
import { ERROR_CATALOGUE, type ErrorCode } from '../../domain/error-catalogue';
import { loadDocument } from '../../openapi/document';
import { emptyFields, exampleFaults, mediaTypes, untoldStatuses } from '../support/documents';

/** The document against itself, against the error catalogue, and against the code that serves it. */

const document = loadDocument(inProject('openapi', 'agent.yaml'));
const operations = readOperations(document);
const description = document.info['description'] as string;

test('has no field by accident', () => {
  expect(emptyFields(document)).toEqual([]);
});

test.each(mediaTypes(document))('%s: its examples fit its schema', (_where, media) => {
  expect(exampleFaults(media)).toEqual([]);
});

test('gives an answer for every error that any operation can meet', () => {
  const untold = operations.map((operation) => [operation.id, untoldStatuses(operation)] as const);
  expect(untold.filter(([, statuses]) => statuses.length > 0)).toEqual([]);
});

test('lists the keys of errors with the HTTP status that they come with', () => {
  const listed = [...description.matchAll(/^ *\| ((?:auth|common)\.error\.\w+) \| (\d+) \|/gm)];
  const statuses = new Map(listed.map(([, key = '', status]) => [key, Number(status)]));
  expect(statuses.size).toBeGreaterThan(10);
  const codes: ErrorCode[] = [
    'BAD_CREDENTIALS',
    'UNAUTHENTICATED',
    'DEVICE_MISMATCH',
    'ACCOUNT_DISABLED',
    'CODE_INVALID',
    'STATE_INVALID',
    'WEAK_PASSWORD',
    'SIGN_IN_UNAVAILABLE',
    'SIGN_IN_AGAIN',
    'LAST_WAY_IN',
    'VALIDATION',
    'FORBIDDEN',
    'NOT_FOUND',
    'RATE_LIMITED',
    'INTERNAL',
    'UNAVAILABLE',
  ];
  for (const code of codes) {
    expect([errorKey(code), statuses.get(errorKey(code))]).toEqual([
      errorKey(code),
      ERROR_CATALOGUE[code].status,
    ]);
  }
  // Those that the surface gives a status of its own.
  expect(statuses.get(errorKey('ALREADY_EXISTS'))).toBe(409);
  expect(statuses.get('auth.error.emailExists')).toBe(409);
});

test('tells the limits that are kept', () => {
  const { login, send, hourlySend, upload, other } = AGENT_LIMITS;
  expect(hourlySend).toEqual({ points: 12, seconds: 3600 });
  expect(description.replace(/\s+/g, ' ')).toContain('once a minute and twelve times an hour');
  expect(description).toContain(`pictures ${upload.points} a minute`);
  expect([login, send, upload, other].map(({ seconds }) => seconds)).toEqual([60, 60, 60, 60]);
  expect(description).toContain(`\`/api/auth/login*\` ${login.points} a minute and address`);
  expect(send.points).toBe(1);
  expect(description).toContain(`everything else ${other.points} a minute and user`);
});

test('each path has the limit that the documentation of the surface gives it', () => {
  for (const { id, path, rateClass } of operations) {
    const special = { '/api/auth/login': 'login', '/send': 'send', '/avatar': 'upload' };
    const [, expected = 'other'] = Object.entries(special).find(([part]) => path.includes(part)) ?? [];
    expect([id, rateClass]).toEqual([id, expected]);
  }
});
