import fc from 'fast-check';
import { Losses } from '../../providers/llm/exchange/losses';
import { openAiChat } from '../../providers/llm/protocols/openai-chat/openai-chat';

const SEED = 20_260_806;
const { readRequest, uncarried } = openAiChat.caller;

const words = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 10 });
const userContent = fc.oneof(
  words,
  fc.tuple(words, fc.constantFrom('auto', 'low', 'high')).map(([text, detail]) => [
    { type: 'text', text },
    { type: 'image_url', image_url: { url: 'data:image/png;base64,iVBO', detail } },
    { type: 'input_audio', input_audio: { data: 'UklG', format: 'wav' } },
    { type: 'file', file: { filename: 'a.pdf', file_data: 'data:application/pdf;base64,JVBE' } },
  ]),
);
const user = userContent.map((content) => [{ role: 'user', content }]);
const thoughts = fc.oneof(
  fc.constant({}),
  words.map((text) => ({ reasoning_content: text })),
  fc.record({ text: words, signature: fc.base64String({ minLength: 4 }) }).map((said) => ({
    reasoning_details: [
      { type: 'reasoning.text', ...said, format: 'anthropic-claude-v1', index: 0 },
      { type: 'reasoning.encrypted', data: said.signature, format: 'anthropic-claude-v1', index: 1 },
    ],
  })),
);
const assistant = fc.record({ content: words, thoughts, refusal: fc.option(words) }).map((said) => [
  {
    role: 'assistant',
    content: said.content,
    ...said.thoughts,
    ...(said.refusal && { refusal: said.refusal }),
  },
]);
const turn = fc
  .record({
    names: fc.array(fc.constantFrom('add', 'patch'), { minLength: 1, maxLength: 3 }),
    thoughts,
    seal: fc.boolean(),
    nth: fc.nat(),
  })
  .map(({ names, thoughts: thought, seal, nth }) => [
    {
      role: 'assistant',
      content: null,
      ...thought,
      tool_calls: names.map((name, index) => ({
        id: `call_${nth}_${index}`,
        ...(name === 'add'
          ? { type: 'function', function: { name, arguments: '{"a":1}' } }
          : { type: 'custom', custom: { name, input: '*** Begin' } }),
        ...(seal && { extra_content: { google: { thought_signature: 'R2Vt' } } }),
      })),
    },
    ...names.map((_, index) => ({
      role: 'tool',
      tool_call_id: `call_${nth}_${index}`,
      content: `result ${index}`,
    })),
  ]);
const knobs = fc.record(
  {
    stream: fc.constant(true),
    max_completion_tokens: fc.integer({ min: 1, max: 9999 }),
    temperature: fc.double({ min: 0, max: 2, noNaN: true }).filter((value) => !Object.is(value, -0)),
    top_p: fc.constantFrom(0, 0.5, 1),
    stop: fc.array(words, { minLength: 1, maxLength: 4 }),
    seed: fc.integer(),
    presence_penalty: fc.constantFrom(-2, 0, 2),
    frequency_penalty: fc.constantFrom(-2, 0, 2),
    reasoning_effort: fc.constantFrom('none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max'),
    user: words,
    response_format: fc.constantFrom<object>(
      { type: 'json_object' },
      { type: 'json_schema', json_schema: { name: 'a', schema: { type: 'object' }, strict: true } },
    ),
  },
  { requiredKeys: [] },
);
const tooling = fc.record(
  {
    tools: fc.constant([
      {
        type: 'function',
        function: { name: 'add', description: 'Adds', parameters: { type: 'object' }, strict: false },
      },
      { type: 'custom', custom: { name: 'patch', description: 'Patches', format: { type: 'text' } } },
    ]),
    tool_choice: fc.constantFrom<unknown>(
      'auto',
      'none',
      'required',
      { type: 'custom', custom: { name: 'patch' } },
      { type: 'function', function: { name: 'add' } },
    ),
    parallel_tool_calls: fc.boolean(),
  },
  { requiredKeys: ['tools'] },
);

test('a request that is read and written again is the same', () => {
  const system = fc.option(words.map((content) => ({ role: 'system', content })));
  const conversation = fc.array(fc.oneof(user, assistant, turn), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(system, conversation, knobs, fc.option(tooling), (told, turns, knob, tools) => {
      const messages = [...(told ? [told] : []), ...turns.flat()];
      const body = {
        model: 'm',
        messages,
        ...knob,
        ...tools,
        ...(knob.stream && { stream_options: { include_usage: true } }),
      };
      const losses = new Losses();
      const request = readRequest(body, {});
      expect(openAiChat.upstream.writeRequest(request, 'm', losses).body).toEqual(body);
      expect(losses.all).toEqual([]);
      expect(uncarried?.(body)).toEqual([]);
    }),
    { seed: SEED, numRuns: 300 },
  );
});
