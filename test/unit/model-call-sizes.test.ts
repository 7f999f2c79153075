import { answerSize, picturesWanted } from '../../api/model-calls/answer-size';
import { Meter } from '../../api/model-calls/meter';
import { promptTokens } from '../../api/model-calls/prompt-size';
import { NO_USAGE, type Usage } from '../../domain/gateway/usage';
import type { ModelEvent } from '../../providers/llm/exchange/events';

describe('the size of a prompt', () => {
  const WORDS = 'word '.repeat(40_000);
  const base64 = 'QUJD'.repeat(10_000);

  test.each<[string, unknown]>([
    ['plainly', { role: 'user', content: WORDS }],
    ['behind what looks like an attachment', { role: 'user', content: `data:image/png;base64,${WORDS}` }],
    ['behind 256 characters of base64', { role: 'user', content: 'a'.repeat(256) + WORDS }],
    ['as base64 where a text belongs', { role: 'user', content: base64.repeat(5) }],
    ['in a document that is a text', { source: { type: 'text', data: 'a'.repeat(200_000) } }],
    ['in a member that is named like an attachment', { data: WORDS }],
  ])('counts a text %s', (_, message) => {
    expect(promptTokens({ messages: [message] })).toBeGreaterThan(49_000);
  });

  test('counts pictures at a flat rate, where the protocols have them', () => {
    const url = `data:image/png;base64,${base64}`;
    for (const part of [
      { type: 'image_url', image_url: { url } },
      { type: 'input_image', image_url: url },
      { type: 'image', source: { type: 'base64', media_type: 'image/png', data: base64 } },
      { inlineData: { mimeType: 'image/jpeg', data: base64 } },
      { type: 'image_url', image_url: { url: 'https://example.com/a.png' } },
    ]) {
      const tokens = promptTokens({ messages: [{ role: 'user', content: [part] }] });
      expect(tokens).toBeGreaterThan(1_600);
      expect(tokens).toBeLessThan(1_700);
    }
  });

  test('counts other attachments by their size', () => {
    const document = (data: string) =>
      promptTokens({ messages: [{ source: { type: 'base64', media_type: 'application/pdf', data } }] });
    expect(document(base64.repeat(10)) - document('QUJD')).toBeGreaterThan(9_000);
  });

  test('a large attachment takes no time to speak of', () => {
    const from = performance.now();
    promptTokens({ contents: [{ inlineData: { data: 'QUJD'.repeat(5_000_000), mime_type: 'audio/mp3' } }] });
    expect(performance.now() - from).toBeLessThan(1_000);
  });
});

test('the size of an answer is read in the words of its own protocol', () => {
  expect(
    answerSize('openai-chat', { max_tokens: 5, max_completion_tokens: 7, max_output_tokens: 9 }),
  ).toEqual({
    limit: 7,
    answers: 1,
  });
  expect(answerSize('openai-responses', { max_tokens: 5, n: 3 })).toEqual({ limit: undefined, answers: 1 });
  expect(answerSize('openai-completions', { prompt: ['a', 'b'], n: 2, best_of: 4 })).toMatchObject({
    answers: 8,
  });
  expect(answerSize('openai-completions', { prompt: [1, 2, 3] })).toMatchObject({ answers: 1 });
  expect(answerSize('openai-completions', { prompt: [[1, 2], [3]] })).toMatchObject({ answers: 2 });
  const both = { generationConfig: { maxOutputTokens: 1 }, generation_config: { max_output_tokens: '20' } };
  expect(answerSize('gemini', { ...both, max_tokens: 3 })).toEqual({ limit: 20, answers: 1 });
  expect(answerSize('claude', { max_tokens: null })).toEqual({ limit: undefined, answers: 1 });
  expect(picturesWanted({})).toBe(1);
  expect(() => picturesWanted({ n: Infinity })).toThrow('whole number');
});

describe('what an answer used', () => {
  const answer = (text: string, usage: Partial<Usage>): ModelEvent[] => [
    { type: 'start', id: 'a', model: 'm' },
    { type: 'usage', usage },
    { type: 'block-start', index: 0, block: { kind: 'text' } },
    { type: 'delta', index: 0, text },
    { type: 'block-end', index: 0 },
    { type: 'end', reason: 'stop' },
  ];
  const metered = (text: string, usage: Partial<Usage>, isLimited = true) => {
    const meter = new Meter({ input: 50, output: 10, isLimited });
    meter.see(answer(text, usage));
    return { ...meter.result(), isImplausible: meter.isImplausible, isRunaway: meter.isRunaway };
  };

  test('is what the upstream reports, as far as that can be true', () => {
    expect(metered('words', { input: 40, output: 9 })).toMatchObject({
      usage: { ...NO_USAGE, input: 40, output: 9 },
      source: 'reported',
      isImplausible: false,
    });
    // Reasoning that the vendor hides, and does not count against the limit.
    expect(metered('words', { input: 40, output: 5_009, reasoning: 5_000 })).toMatchObject({
      source: 'reported',
    });
    expect(metered('words', { input: 40, output: 9_000 }, false)).toMatchObject({ source: 'reported' });
  });

  test('is estimated where the report cannot be true', () => {
    const estimate = { usage: { input: 40, output: 2 }, source: 'estimated' };
    expect(metered('words', { input: 40, output: 9_000 })).toMatchObject({
      ...estimate,
      isImplausible: true,
    });
    expect(metered('words', { input: 40, output: 2 ** 31 }, false)).toMatchObject(estimate);
    expect(metered('words', { input: 40, output: 2 ** 31, reasoning: 2 ** 31 })).toMatchObject(estimate);
    expect(metered('words', { input: 40, output: 0 })).toMatchObject(estimate);
    expect(metered('words', { input: 0, output: 2 })).toMatchObject({ usage: { input: 50, output: 2 } });
    expect(metered('words', { input: 2 ** 31, output: 2 })).toMatchObject({
      usage: { input: 50, output: 2 },
    });
  });

  test('runs away far beyond what was asked for', () => {
    expect(metered('word '.repeat(1_500), {}).isRunaway).toBe(false);
    expect(metered('word '.repeat(1_700), {}).isRunaway).toBe(true);
    expect(metered('word '.repeat(100_000), {}, false).isRunaway).toBe(false);
    expect(metered('word '.repeat(170_000), {}, false).isRunaway).toBe(true);
  });
});
