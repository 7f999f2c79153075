import fc from 'fast-check';
import { editMember, spliceMembers } from '../../providers/llm/protocols/json-splice';
import { readSeal, sealText } from '../../providers/llm/protocols/signatures';

const SEED = 20_260_802;

test.each([
  ['a value', '{"model":"a","n":1}', { model: 'b' }, '{"model":"b","n":1}'],
  [
    'numbers stay as they came',
    '{"seed":9007199254740993,"model":"a"}',
    { model: 'b' },
    '{"seed":9007199254740993,"model":"b"}',
  ],
  ['spaces stay', '{ "a" : 1 ,\n "model"\t: "x" }\n', { model: 'b' }, '{ "a" : 1 ,\n "model"\t: "b" }\n'],
  [
    'only the top level',
    '{"a":{"model":"in"},"b":["model"],"model":"x"}',
    { model: 'y' },
    '{"a":{"model":"in"},"b":["model"],"model":"y"}',
  ],
  [
    'strings that look like members',
    '{"a":"\\",\\"model\\":\\"in","model":"x"}',
    { model: 'y' },
    '{"a":"\\",\\"model\\":\\"in","model":"y"}',
  ],
  [
    'backslashes before a quote',
    '{"a":"\\\\","model":"x\\\\\\""}',
    { model: 'y' },
    '{"a":"\\\\","model":"y"}',
  ],
  ['names that are escaped', '{"mod\\u0065l":"x"}', { model: 'y' }, '{"mod\\u0065l":"y"}'],
  [
    'each of the same name',
    '{"model":"x","a":1,"model":"z"}',
    { model: 'y' },
    '{"model":"y","a":1,"model":"y"}',
  ],
  ['what is not there is added', '{"a":1}', { b: { c: [null] } }, '{"a":1,"b":{"c":[null]}}'],
  ['to an empty object too', ' { } ', { b: 1 }, ' {"b":1} '],
  ['the first is taken out', '{"a":1, "b":2}', { a: undefined }, '{"b":2}'],
  ['one in the middle', '{"a":1, "b":2, "c":3}', { b: undefined }, '{"a":1, "c":3}'],
  ['the last', '{"a":1, "b":[2,{}]}', { b: undefined }, '{"a":1}'],
  ['all of them, and one is added', '{"a":1,"b":2}', { a: undefined, b: undefined, c: 3 }, '{"c":3}'],
  ['nothing to take out', '{"a":-1.5e+3}', { b: undefined }, '{"a":-1.5e+3}'],
])('%s', (_what, text, changes, expected) => {
  expect(spliceMembers(text, changes)).toBe(expected);
});

test.each(['', '[]', '"text"', '{"a"', '{"a":1', '{"a":"x', '{"a" 1}', '{,}', '{"a":}', '{"a":1 "b":2}'])(
  'what is no object is refused: %s',
  (text) => {
    expect(() => spliceMembers(text, { a: 2 })).toThrow(SyntaxError);
  },
);

test('a member’s own text is changed, wherever it is, and no other', () => {
  const text = '{ "a" : {"n":9007199254740993 ,"b":1.0} ,"b":{"a":2}, "a":3}\n';
  expect(editMember(text, 'a', (value) => `[${value}]`)).toBe(
    '{ "a" : [{"n":9007199254740993 ,"b":1.0}] ,"b":{"a":2}, "a":[3]}\n',
  );
  expect(editMember(text, 'c', () => 'x')).toBe(text);
});

test('any object changes as its parsed self does', () => {
  const name = fc.oneof(fc.constantFrom('a', 'b', 'model', 'a"b', '\\', ''), fc.string({ maxLength: 3 }));
  const object = fc.dictionary(name, fc.jsonValue({ maxDepth: 3 }), { maxKeys: 5 });
  const changes = fc.dictionary(name, fc.oneof(fc.constant(undefined), fc.jsonValue({ maxDepth: 2 })), {
    maxKeys: 4,
  });
  fc.assert(
    fc.property(object, changes, fc.nat(3), (before, change, indent) => {
      const text = JSON.stringify(before, undefined, indent);
      const after = JSON.parse(spliceMembers(text, change)) as unknown;
      expect(after).toEqual(JSON.parse(JSON.stringify({ ...before, ...change })));
    }),
    { seed: SEED, numRuns: 1000 },
  );
});

test('a picture of megabytes is passed over in a moment', () => {
  const picture = 'iVBOR\\"w0KGgo'.repeat(500_000);
  const text = `{"messages":[{"content":"${picture}"}],"model":"a"}`;
  expect(spliceMembers(text, { model: 'b' })).toBe(`{"messages":[{"content":"${picture}"}],"model":"b"}`);
});

test("one's own seal is raw, another's says whose it is, and each comes back", () => {
  expect(sealText({ family: 'claude', value: 'EqoB=' }, 'claude')).toBe('EqoB=');
  expect(sealText({ family: 'gemini', value: 'a.b' }, 'claude')).toBe('tl1.gemini.a.b');
  expect(sealText({ family: 'openai', value: 'gAAA' })).toBe('tl1.openai.gAAA');
  expect(readSeal('EqoB=', 'claude')).toEqual({ family: 'claude', value: 'EqoB=' });
  expect(readSeal('tl1.gemini.a.b', 'claude')).toEqual({ family: 'gemini', value: 'a.b' });
  expect(readSeal('tl1.nobody.x', 'claude')).toEqual({ family: 'claude', value: 'tl1.nobody.x' });
  expect(readSeal('EqoB=')).toBeUndefined();
  expect(readSeal('', 'claude')).toBeUndefined();
  const odd = { family: 'claude', value: 'tl1.gemini.x\ny' } as const;
  expect(readSeal(sealText(odd, 'claude'), 'claude')).toEqual(odd);
});
