import { demoAnswer } from '../../providers/llm/demo/demo-answer';
import { driven, partsIn } from '../support/agent-executor';
import type { ModelRequest, Tool } from '../../providers/llm/exchange/request';

/** The demo model with a caller's own tools: which it calls, with what, and what it makes of their results. */

const text = { type: 'string' };
const fn = (
  name: string,
  properties: Record<string, unknown>,
  description = '',
  required?: string[],
): Tool => ({
  type: 'function',
  name,
  description,
  parameters: { type: 'object', properties, required: required ?? Object.keys(properties) },
});

const WEATHER = fn(
  'get_weather',
  { city: text, unit: { type: 'string', enum: ['celsius', 'fahrenheit'] } },
  'Current weather of a city. 查询某个城市的天气',
  ['city'],
);
const TIME = fn('getTime', { zone: text }, 'The local time somewhere');
const FLIGHTS = fn('search_flights', { from: text, to: text });
const ADD = fn('add', { a: { type: 'number' }, b: { type: 'number' } }, 'Add two numbers');

function called(ask: string, tools: Tool[], more: Partial<ModelRequest> = {}): unknown[] {
  const events = demoAnswer({
    model: 'demo',
    stream: false,
    system: [],
    messages: [{ role: 'user', parts: [{ type: 'text', text: ask }] }],
    tools,
    ...more,
  });
  return partsIn(events).flatMap((part) =>
    part.type === 'tool-call' ? [[part.name, part.custom ? part.input : JSON.parse(part.input)]] : [],
  );
}

test.each([
  ['What is the weather in Paris?', [['get_weather', { city: 'Paris' }]]],
  [
    'Tell me the weather in Paris and in Rome',
    [
      ['get_weather', { city: 'Paris' }],
      ['get_weather', { city: 'Rome' }],
    ],
  ],
  [
    'The weather in New York in Fahrenheit, please',
    [['get_weather', { city: 'New York', unit: 'fahrenheit' }]],
  ],
  [
    '查询北京和上海的天气',
    [
      ['get_weather', { city: '北京' }],
      ['get_weather', { city: '上海' }],
    ],
  ],
  [
    'the weather in "Rome", and the time in Tokyo',
    [
      ['get_weather', { city: 'Rome' }],
      ['getTime', { zone: 'Tokyo' }],
    ],
  ],
  ['Find flights from Paris to Rome', [['search_flights', { from: 'Paris', to: 'Rome' }]]],
  ['Please add 2 and 40', [['add', { a: 2, b: 40 }]]],
  ['Tell me a story', []],
])('calls what the words mention: %s', (ask, calls) => {
  expect(called(ask, [WEATHER, TIME, FLIGHTS, ADD])).toEqual(calls);
});

test('calls one tool where only one at a time is allowed', () => {
  const ask = 'the weather in Paris and in Rome';
  expect(called(ask, [WEATHER], { parallelTools: false })).toEqual([['get_weather', { city: 'Paris' }]]);
});

test('respects the choice of tools', () => {
  expect(called('the weather in Rome', [WEATHER], { toolChoice: 'none' })).toEqual([]);
  expect(called('Tell me a story', [WEATHER], { toolChoice: 'required' })).toHaveLength(1);
  expect(called('the weather in Rome', [WEATHER, TIME], { toolChoice: { name: 'getTime' } })).toEqual([
    ['getTime', { zone: 'Rome' }],
  ]);
  const custom: Tool = { type: 'custom', name: 'sql' };
  expect(called('Ask it "select 1"', [custom], { toolChoice: 'required' })).toEqual([['sql', 'select 1']]);
});

test('fills whatever a schema requires', () => {
  const book = fn('book_room', {
    guest: {
      type: 'object',
      properties: { name: text, age: { type: 'integer' } },
      required: ['name', 'age'],
    },
    day: { type: 'string', format: 'date' },
    late: { type: 'boolean' },
  });
  expect(called('Book a room for Ada, 36', [book])).toEqual([
    ['book_room', { guest: { name: 'Ada', age: 36 }, day: '2026-01-01', late: true }],
  ]);
});

test('quotes the results, each with its call, and calls no more', () => {
  const { calls, text: said } = driven('the weather in Paris and in Rome', [WEATHER], ({ input }) =>
    input.includes('Rome') ? { output: 'no such place', isError: true } : { output: 'sunny, 21°' },
  );
  expect(calls.map(({ id }) => id)).toHaveLength(2);
  expect(new Set(calls.map(({ id }) => id)).size).toBe(2);
  expect(said).toContain('get_weather {"city":"Paris"}: sunny, 21°');
  expect(said).toContain('get_weather {"city":"Rome"} (failed): no such place');
});
