import { expectLittleWork } from '../../api/model-calls/json-work';

/** What is parsed, and what would keep the process from everything else for too long. */

const looked = (json: string) => () => expectLittleWork(json);

test.each([
  ['empty lists', `[${'[],'.repeat(200_000)}[]]`],
  ['empty objects', `[${'{},'.repeat(50_000)}{}]`],
  ['numbers', `[${'1,'.repeat(600_000)}1]`],
  ['names', `{${'"a":1,'.repeat(150_000)}"a":1}`],
  ['parts behind a text that ends in escaped signs', `["\\"\\\\",${'[],'.repeat(200_000)}[]]`],
])('too many %s', (_what, json) => {
  expect(looked(json)).toThrow('too many parts');
});

test('too deep', () => {
  expect(looked('['.repeat(201))).toThrow('too deeply');
  expect(looked(`${'['.repeat(200)}${']'.repeat(200)}`)).not.toThrow();
  expect(looked(`[${'[[]],'.repeat(1_000)}[]]`)).not.toThrow();
});

test('a picture, a long conversation, a long list of tokens', () => {
  const picture = { messages: [{ role: 'user', content: 'A'.repeat(20 * 1024 * 1024) }] };
  const turn = { role: 'user', content: [{ type: 'text', text: 'What is {[,:]} "quoted"\\' }] };
  const tokens = Array.from({ length: 200_000 }, (_, index) => index);
  for (const body of [picture, { messages: Array(8_000).fill(turn) }, { prompt: tokens }]) {
    expect(looked(JSON.stringify(body))).not.toThrow();
  }
});

test('signs within a text do not count, nor does a text without an end', () => {
  const signs = '{[:,'.repeat(200_000);
  expect(looked(JSON.stringify([`${signs}\\"`, `"${signs}`]))).not.toThrow();
  expect(looked(`["${signs}`)).not.toThrow();
});
