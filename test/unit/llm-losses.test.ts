import { Losses } from '../../providers/llm/exchange/losses';

/** What is told of what a translation could not carry. */

function told(...fields: readonly string[]): readonly string[] {
  const losses = new Losses();
  for (const field of fields) losses.add(field);
  return losses.all;
}

test('fields are named once, in their order', () => {
  expect(told()).toEqual([]);
  expect(told('seed', 'messages.image.detail', 'tool input', 'seed')).toEqual([
    ...['seed', 'messages.image.detail', 'tool input'],
  ]);
});

test('what is no name of a field, and what is too much, is counted', () => {
  expect(told('a\r\nb', '字段', '', 'x'.repeat(65), 'a,b', 'seed')).toEqual(['seed', 'other: 5']);
  const many = told(...Array.from({ length: 100_000 }, (_, n) => `field_${n}`));
  expect([many.length, many.at(-1)]).toEqual([33, 'other: 99968']);
});
