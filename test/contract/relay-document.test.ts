import { relayDialect } from '../../api/relay/dialect';
import { relayLimits } from '../../api/relay/limits';
import { readOperations } from '../../api/router/operation';
import { inProject } from '../../config/paths';
import { AppError, invalidField } from '../../domain/errors';
import { loadDocument } from '../../openapi/document';
import { emptyFields, exampleFaults, mediaTypes, untoldStatuses } from '../support/documents';

/** The document against itself, against the error catalogue, and against the surface's own figures. */

const document = loadDocument(inProject('openapi', 'relay.yaml'));
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

test('what makes something answers 201, all else 200', () => {
  expect(operations.filter(({ status }) => status !== 200).map(({ id, status }) => [id, status])).toEqual([
    ['register', 201],
    ['createApiKey', 201],
    ['createPackage', 201],
    ['assignPackage', 201],
    ['createAccount', 201],
    ['createAccountGroup', 201],
    ['createProxyConfig', 201],
  ]);
});

test('tells the limits that are kept', () => {
  const description = JSON.stringify(document.info['description']);
  const of = (id: string) => relayLimits[operations.find((operation) => operation.id === id)!.rateClass]![0];
  expect(of('login')).toEqual({ points: 3, seconds: 300, by: 'address', untilSuccess: true });
  expect(of('getCaptcha')).toEqual({ points: 10, seconds: 60, by: 'address' });
  expect(description).toContain('3 tries in 5 minutes an address');
  expect(description.replace(/(\\n|\s)+/g, ' ')).toContain('10 a minute an address');
});

test('an error is its HTTP status and a sentence, without data', () => {
  const render = (error: AppError) => relayDialect.failure(error, { language: 'en', requestId: 'r-1' });
  expect(render(new AppError('BAD_CREDENTIALS'))).toEqual({
    status: 401,
    body: { code: 401, message: 'The user name or the password is wrong' },
  });
  expect(render(invalidField('body.email', { zh: '缺少', en: 'is missing' }))).toEqual({
    status: 400,
    body: { code: 400, message: 'The request has invalid fields: email is missing' },
  });
});
