import { withoutSecrets } from '../../domain/gateway/without-secrets';

const SK = `sk-${'a1B2'.repeat(8)}`;

test.each([
  ['a field that is named for it', '{"api_key": "top secret"}', 'top secret'],
  ['one with quotes in it', '{"password":"a\\"top secret\\"b","x":1}', 'top secret'],
  ['one that is cut off', '{"messages":[],"authorization_token":"top secr', 'top secr'],
  ['the headers of a tool’s server', '{"tools":[{"headers":{"X-Own":"top secret"}}]}', 'top secret'],
  ['headers that are cut off', '{"tools":[{"headers":{"X-Own":"top secr', 'top secr'],
  ['a key in what is said', `{"content":"my key is ${SK}, is it safe?"}`, SK],
  ['a token in what is said', 'curl -H "Authorization: Bearer abcdef.123456"', 'abcdef.123456'],
  ['a key of Google’s', `AIza${'x'.repeat(35)}`, 'AIzaxxx'],
  ['a token of GitHub’s', `ghp_${'x'.repeat(36)}`, 'ghp_xxx'],
  ['a JWT', 'eyJhbGciOiJI.eyJzdWIiOiIx.c2lnbmF0dXJl', 'eyJzdWIi'],
  ['a private key', '-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----', 'MIIE'],
  ['a private key that is cut off', '-----BEGIN PRIVATE KEY-----\\nMIIE', 'MIIE'],
])('%s goes', (_, text, secret) => {
  const left = withoutSecrets(text);
  expect(left).not.toContain(secret);
  expect(left).toContain('[removed]');
});

test.each([
  '{"model":"gpt-x","messages":[{"role":"user","content":"漢字 \\"quoted\\" 🙂"}],"max_tokens":100}',
  '{"tools":[{"function":{"name":"secret_santa","parameters":{"properties":{"token_count":{"type":"integer"}}}}}]}',
  'data: {"choices":[{"delta":{"content":"ask-me-anything-about-skiing"}}]}\n\n',
  '{"usage":{"prompt_tokens":12,"total_tokens":15}}',
])('%s stays', (text) => {
  expect(withoutSecrets(text)).toBe(text);
});

test('a long text takes no time', () => {
  const text = `{"content":"${'"token" : \\'.repeat(20_000)}`;
  const from = performance.now();
  withoutSecrets(text);
  withoutSecrets('{"headers":'.repeat(20_000));
  expect(performance.now() - from).toBeLessThan(1_000);
});
