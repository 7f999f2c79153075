import { gatewayDialect } from '../../api/gateway/dialect';
import { gatewayLimits } from '../../api/gateway/limits';
import { readOperations } from '../../api/router/operation';
import { inProject } from '../../config/paths';
import { AppError } from '../../domain/errors';
import { loadDocument } from '../../openapi/document';
import { emptyFields, exampleFaults, mediaTypes, untoldStatuses } from '../support/documents';

/** The document against itself, against the error catalogue, and against the surface's own figures. */

const document = loadDocument(inProject('openapi', 'gateway.yaml'));
const operations = readOperations(document);

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

test('everything below /auth can meet an installation that is not set up', () => {
  const entries = operations.filter(({ path }) => path.startsWith('/auth/'));
  expect(entries.map(({ id, responses }) => [id, responses.has(409)])).toEqual(
    entries.map(({ id }) => [id, true]),
  );
});

test('the limits are those of the surface', () => {
  const figures = operations.map(({ id, rateClass }) => [
    id,
    (gatewayLimits[rateClass] ?? []).map(
      ({ points, seconds, by }) => `${points}/${seconds}s ${typeof by === 'object' ? by.field : by}`,
    ),
  ]);
  expect(Object.fromEntries(figures)).toMatchObject({
    setUp: ['5/60s address'],
    loginWithPassword: ['15/60s address', '5/60s identifier'],
    registerWithPassword: ['5/60s address', '3/60s email'],
    sendRegistrationCode: ['5/60s address', '3/60s email', '12/3600s email'],
    getPasskeyLoginOptions: ['15/60s address'],
    loginWithPasskey: ['15/60s address'],
    startOidcLogin: ['20/60s address'],
    getCurrentUser: [],
  });
});

test('errors are a sentence and a type; 401 is for the token alone', () => {
  const render = (error: AppError) => gatewayDialect.failure(error, { language: 'en', requestId: 'r-1' });
  expect(render(new AppError('BAD_CREDENTIALS'))).toEqual({
    status: 400,
    body: { error: 'The user name or the password is wrong', type: 'bad_credentials' },
  });
  expect(render(new AppError('UNAUTHENTICATED')).status).toBe(401);
  expect(render(new AppError('RATE_LIMITED', { retryAfter: 7 }))).toEqual({
    status: 429,
    body: { error: 'Too many requests', type: 'rate_limited', retry_after: 7 },
  });
  expect(render(new AppError('INTERNAL', undefined, { cause: new Error('a secret') }))).toEqual({
    status: 500,
    body: { error: 'Something went wrong on our side', type: 'internal', request_id: 'r-1' },
  });
});
