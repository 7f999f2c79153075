import Ajv from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { demoAnswer } from '../../providers/llm/demo/demo-answer';
import { demoModel } from '../../providers/llm/demo-model';
import { estimateTokens } from '../../providers/llm/tokens';
import { partsIn } from '../support/agent-executor';
import { saidIn } from '../support/responses-events';
import type { ModelEvent } from '../../providers/llm/exchange/events';
import type { ModelRequest, Part } from '../../providers/llm/exchange/request';

/** The demo model's answers in words: their form, their limits, and what they are counted as. */

function ask(words: string | Part[], more: Partial<ModelRequest> = {}): ModelEvent[] {
  const parts: Part[] = typeof words === 'string' ? [{ type: 'text', text: words }] : words;
  return demoAnswer({
    model: 'demo',
    stream: false,
    system: [],
    messages: [{ role: 'user', parts }],
    tools: [],
    ...more,
  });
}

const textOf = (events: ModelEvent[]): string =>
  partsIn(events)
    .flatMap((part) => (part.type === 'text' ? [part.text] : []))
    .join('');

test('says the same to the same request, streamed or not, and what the chat model says', async () => {
  const events = ask('How do I write a good report?');
  expect(ask('How do I write a good report?', { stream: true })).toEqual(events);
  expect(events[0]).not.toEqual(ask('How do I write a bad report?')[0]);
  expect(events[0]).toMatchObject({ type: 'start', model: 'demo-text' });
  expect(events.at(-1)).toEqual({ type: 'end', reason: 'stop' });
  const messages = [{ role: 'user' as const, content: 'How do I write a good report?' }];
  const answer = await demoModel().chat({ messages }, new AbortController().signal);
  expect(textOf(events)).toBe(answer.text);
});

test('thinks where it is asked to, with a seal, and counts that apart', () => {
  const { blocks, usage } = saidIn(ask('Hello', { reasoning: { effort: 'low' } }));
  expect(blocks.map(({ block }) => block.kind)).toEqual(['thinking', 'text']);
  expect(blocks[0]).toMatchObject({
    text: expect.stringContaining('“Hello”'),
    signature: { family: 'openai' },
  });
  const thought = estimateTokens(blocks[0]!.text);
  expect(usage).toMatchObject({ reasoning: thought, output: thought + estimateTokens(blocks[1]!.text) });
  expect(usage!.input).toBe(estimateTokens('Hello'));
  for (const reasoning of [{ effort: 'none' as const }, { budgetTokens: 0 }]) {
    expect(saidIn(ask('Hello', { reasoning })).blocks).toHaveLength(1);
  }
});

test.each([1, 5, 20, 60])('is cut at %d tokens', (maxOutputTokens) => {
  const events = ask('Hello 你好', { maxOutputTokens, reasoning: { effort: 'low' } });
  expect(events.at(-1)).toEqual({ type: 'end', reason: 'length' });
  const { usage, blocks } = saidIn(events);
  expect(usage!.output).toBeLessThanOrEqual(maxOutputTokens);
  expect(usage!.output).toBeGreaterThan(maxOutputTokens - 2);
  expect(blocks.length).toBeGreaterThan(0);
});

test('begins no call that its limit would cut', () => {
  const tools = [{ type: 'function' as const, name: 'get_weather', parameters: { type: 'object' } }];
  const events = ask('the weather', { tools, maxOutputTokens: 3 });
  expect(events.at(-1)).toEqual({ type: 'end', reason: 'length' });
  expect(saidIn(events).blocks).toEqual([]);
});

test('stops before a stop sequence', () => {
  const whole = textOf(ask('Hello'));
  const events = ask('Hello', { stop: ['nowhere in it', '3. Options', '2. Today'] });
  expect(events.at(-1)).toEqual({ type: 'end', reason: 'sequence', stopSequence: '2. Today' });
  expect(textOf(events)).toBe(whole.slice(0, whole.indexOf('2. Today')));
});

test.each(['How do I build a bomb at home?', '怎么制造炸弹'])('refuses harm: %s', (words) => {
  const events = ask(words);
  expect(saidIn(events).blocks.map(({ block }) => block.kind)).toEqual(['refusal']);
  expect(events.at(-1)).toEqual({ type: 'end', reason: 'refusal' });
});

test.each(['How do I make a bath bomb?', 'Make me laugh: I killed it today', '怎么做饭'])(
  'does not take everything for harm: %s',
  (words) => {
    expect(saidIn(ask(words)).reason).toBe('stop');
  },
);

test('says which pictures came', () => {
  const picture: Part = { type: 'image', source: { kind: 'data', mediaType: 'image/png', data: 'iVBO' } };
  const events = ask([{ type: 'text', text: 'What is this?' }, picture]);
  expect(textOf(events)).toContain('1 image, image/png');
  expect(saidIn(events).usage!.imageInput).toBeGreaterThan(0);
  expect(textOf(ask([{ type: 'text', text: '这是什么？' }, picture, picture]))).toContain('2 张图片');
});

test('answers in JSON where JSON is asked for', () => {
  expect(JSON.parse(textOf(ask('Hello', { format: { type: 'json' } })))).toEqual({
    text: textOf(ask('Hello')),
  });
});

const twice = (name: string) => ({ allOf: [{ $ref: `#/$defs/${name}` }, { $ref: `#/$defs/${name}` }] });

const tool = (name: string, parameters: Record<string, unknown>) =>
  ({ type: 'function', name, parameters }) as const;
const names = (count: number) => Array.from({ length: count }, (_, n) => `v${n}`);
const wide = (count: number) => ({ properties: Object.fromEntries(names(count).map((name) => [name, {}])) });
const slowPattern = { type: 'string', minLength: 10_000, pattern: '(\\w|\\d|[a-z]|.){1,1000}b' };

test.each<[string, Record<string, unknown>]>([
  [
    'a pattern that is slow to refuse',
    { type: 'string', pattern: '^((a+)+)+$', title: `${'a'.repeat(60)}!` },
  ],
  ['a pattern that repeats what repeats', { type: 'string', pattern: '^((a{1,999}){1,999}){1,999}$' }],
  ['a billion items', { type: 'array', items: { type: 'string' }, minItems: 1e9 }],
  [
    'thousands of thousands',
    Array.from({ length: 12 }).reduce<Record<string, unknown>>(
      (items) => ({ type: 'array', items, minItems: 1000 }),
      { type: 'boolean' },
    ),
  ],
  ['a text of a billion characters', { type: 'string', minLength: 1e9 }],
  ['a value in thousands of places', { type: 'array', minItems: 9_000, items: { const: 'x'.repeat(5_000) } }],
  [
    'thousands of long texts',
    { type: 'array', minItems: 9_000, items: { type: 'string', minLength: 9_000 } },
  ],
  [
    'thousands of parts with thousands of names',
    { allOf: Array.from({ length: 3_000 }, () => ({ $ref: '#/$defs/wide' })), $defs: { wide: wide(10_000) } },
  ],
  ['a pattern on thousands of texts', { type: 'array', minItems: 3_000, items: slowPattern }],
  ['a choice of thousands', { type: 'array', minItems: 9_000, items: { enum: names(20_000) } }],
  ['a reference that is no text of an address', { $ref: '#/%' }],
  ['a reference to itself', { $ref: '#' }],
  ['a part that is itself', { allOf: [{ $ref: '#' }] }],
  ['an object that requires itself', { type: 'object', properties: { me: { $ref: '#' } }, required: ['me'] }],
  [
    'parts that double at each step',
    {
      $ref: '#/$defs/d0',
      $defs: Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`d${n}`, twice(`d${n + 1}`)])),
    },
  ],
])('a schema asks for no more than there is time for: %s', (_what, schema) => {
  const before = process.cpuUsage();
  const answer = textOf(ask('Hello', { format: { type: 'json-schema', schema } }));
  const { user, system } = process.cpuUsage(before);
  expect(() => JSON.parse(answer) as unknown).not.toThrow();
  expect(answer.length).toBeLessThan(1_000_000);
  expect((user + system) / 1000).toBeLessThan(1_500);
});

test.each<[string, string, Partial<ModelRequest>]>([
  [
    'clauses beside what a tool is about',
    names(100).join('，'),
    { tools: [{ ...tool('unknown', {}), description: '你好'.repeat(100_000) }] },
  ],
  ['clauses beside tools', 'it, '.repeat(50_000), { tools: names(2_000).map((name) => tool(name, {})) }],
  [
    'names',
    names(50_000)
      .map((name) => `A${name} is`)
      .join(' '),
    { tools: [tool('unknown', {})], toolChoice: 'required' },
  ],
  [
    'values of a choice beside words',
    'hello '.repeat(50_000),
    { format: { type: 'json-schema', schema: { enum: names(50_000) } } },
  ],
  [
    'arguments',
    `use it ${'x'.repeat(200_000)}`,
    {
      tools: [
        tool('use_it', {
          required: names(5_000),
          properties: Object.fromEntries(names(5_000).map((name) => [name, { type: 'string' }])),
        }),
      ],
    },
  ],
  [
    'arguments of thousands of items',
    'use it',
    {
      tools: [
        tool('use_it', {
          required: names(1_000),
          properties: Object.fromEntries(
            names(1_000).map((name) => [name, { type: 'array', minItems: 9_000, items: { type: 'string' } }]),
          ),
        }),
      ],
    },
  ],
])('reads no more than there is time for: %s', (_what, words, more) => {
  const before = process.cpuUsage();
  expect(JSON.stringify(ask(words, more)).length).toBeLessThan(5_000_000);
  const { user, system } = process.cpuUsage(before);
  expect((user + system) / 1000).toBeLessThan(1_500);
});

test('a brief that nobody of ours would write is answered all the same', () => {
  const brief = {
    task: 'writing',
    tool: 'x',
    form: 'article',
    title: 'x',
    keywords: [1, {}],
    inputs: { a: 1 },
  };
  expect(textOf(ask(JSON.stringify(brief)))).toContain('# x');
});

test.each<[string, Record<string, unknown>]>([
  [
    'an object',
    {
      type: 'object',
      properties: {
        name: { type: 'string', maxLength: 3 },
        age: { type: 'integer', minimum: 18, maximum: 20 },
        score: { type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 1 },
        mood: { enum: ['good', 'bad'] },
        kind: { const: 'person' },
        tags: { type: 'array', items: { type: 'string', minLength: 8 }, minItems: 2 },
        when: { type: 'string', format: 'date-time' },
        code: { type: 'string', pattern: '^[A-Z]+$' },
        none: { type: ['null'] },
        maybe: { type: ['string', 'null'] },
        ok: { type: 'boolean' },
      },
      required: ['name', 'age', 'score', 'mood', 'kind', 'tags', 'when', 'code', 'none', 'maybe', 'ok'],
      additionalProperties: false,
    },
  ],
  [
    'a tree that refers to itself',
    {
      $ref: '#/$defs/node',
      $defs: {
        node: {
          type: 'object',
          properties: {
            value: { type: 'number', multipleOf: 3 },
            next: { anyOf: [{ $ref: '#/$defs/node' }, { type: 'null' }] },
            children: { type: 'array', items: { $ref: '#/$defs/node' } },
          },
          required: ['value', 'next', 'children'],
          additionalProperties: false,
        },
      },
    },
  ],
  [
    'alternatives',
    {
      type: 'array',
      items: {
        oneOf: [
          {
            type: 'object',
            properties: { type: { const: 'a' }, n: { type: 'integer' } },
            required: ['type', 'n'],
          },
          { type: 'object', properties: { type: { const: 'b' } }, required: ['type'] },
        ],
      },
      minItems: 1,
    },
  ],
  [
    'what is put together',
    {
      allOf: [
        { type: 'object', properties: { a: { type: 'string' } }, required: ['a'] },
        {
          properties: { b: { type: 'array', prefixItems: [{ type: 'integer' }], items: false } },
          required: ['b'],
        },
      ],
    },
  ],
  ['anything', {}],
])('answers with a value of the schema: %s', (_, schema) => {
  const ajv = new Ajv({ strict: false });
  addFormats(ajv);
  const validate = ajv.compile(schema);
  for (const words of ['Ada is 19 and in a good mood', '你好', '-5 and 1000000']) {
    const value: unknown = JSON.parse(textOf(ask(words, { format: { type: 'json-schema', schema } })));
    validate(value);
    expect(validate.errors).toBeNull();
  }
});

test('takes the values of a schema from the words', () => {
  const schema = {
    type: 'object',
    properties: { name: { type: 'string' }, age: { type: 'integer' }, mood: { enum: ['bad', 'good'] } },
  };
  const format = { type: 'json-schema' as const, schema };
  expect(JSON.parse(textOf(ask('Ada is 19 and in a good mood', { format })))).toEqual({
    name: 'Ada',
    age: 19,
    mood: 'good',
  });
});
