import { CallFailure, type FailureKind } from '../../providers/llm/exchange/failure';
import { claude } from '../../providers/llm/protocols/claude/claude';

test.each<[FailureKind, number, string]>([
  ['invalid', 400, 'invalid_request_error'],
  ['unauthenticated', 401, 'authentication_error'],
  ['unpaid', 402, 'billing_error'],
  ['forbidden', 403, 'permission_error'],
  ['missing', 404, 'not_found_error'],
  ['tooLarge', 413, 'request_too_large'],
  ['limited', 429, 'rate_limit_error'],
  ['internal', 500, 'api_error'],
  ['upstream', 502, 'api_error'],
  ['unavailable', 503, 'overloaded_error'],
  ['timeout', 504, 'timeout_error'],
  ['overloaded', 529, 'overloaded_error'],
])('%s is a %d %s', (kind, status, type) => {
  expect(claude.caller.writeFailure(new CallFailure(kind, 'No'), 'req_1')).toEqual({
    status,
    body: { type: 'error', error: { type, message: 'No' }, request_id: 'req_1' },
  });
});

test("a key goes in Claude's own header", () => {
  expect(claude.upstream.headers('sk-1')).toEqual({ 'x-api-key': 'sk-1', 'anthropic-version': '2023-06-01' });
});
