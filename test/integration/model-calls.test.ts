import Anthropic from '@anthropic-ai/sdk';
import { GoogleGenAI } from '@google/genai';
import OpenAI from 'openai';
import { modelGateway, type KeyHolder, type ModelGateway } from '../support/model-gateway';

let gateway: ModelGateway;
let ada: KeyHolder;

beforeAll(async () => {
  gateway = await modelGateway();
  ada = await gateway.keyHolder();
});

afterAll(() => gateway.close());

test('the official OpenAI SDK talks to the demo model, whole and streamed', async () => {
  const openai = new OpenAI({ baseURL: `${gateway.baseUrl}/v1`, apiKey: ada.secret });
  const asked = { model: 'demo-text', messages: [{ role: 'user' as const, content: 'Hello there' }] };
  const whole = await openai.chat.completions.create(asked);
  const { content } = whole.choices[0]?.message ?? {};
  expect(content).toEqual(expect.stringMatching(/\w/));
  const stream = openai.chat.completions.stream({ ...asked, stream_options: { include_usage: true } });
  const streamed = await stream.finalChatCompletion();
  expect(streamed.choices[0]?.message.content).toBe(content);
  expect(streamed.usage).toEqual(whole.usage);
  const response = await openai.responses.create({ model: 'demo-text', input: 'Hello there' });
  expect(response.output_text).toBe(content);
});

test('the official Claude SDK does', async () => {
  const claude = new Anthropic({ baseURL: gateway.baseUrl, apiKey: ada.secret });
  const asked = {
    model: 'demo-text',
    max_tokens: 500,
    messages: [{ role: 'user' as const, content: 'Hello there' }],
  };
  const whole = await claude.messages.create(asked);
  const streamed = await claude.messages.stream(asked).finalMessage();
  expect(streamed.content).toEqual(whole.content);
  expect(streamed.usage).toMatchObject({ output_tokens: whole.usage.output_tokens });
});

test('the official Gemini SDK does', async () => {
  const gemini = new GoogleGenAI({ apiKey: ada.secret, httpOptions: { baseUrl: gateway.baseUrl } });
  const asked = { model: 'demo-text', contents: 'Hello there' };
  const whole = await gemini.models.generateContent(asked);
  let streamed = '';
  for await (const part of await gemini.models.generateContentStream(asked)) streamed += part.text ?? '';
  expect(streamed).toBe(whole.text);
});

test('a call is charged once, and leaves nothing held', async () => {
  const bob = await gateway.keyHolder(10);
  const answer = await bob.call('/v1/chat/completions', {
    model: 'demo-text',
    messages: [{ role: 'user', content: 'Hello' }],
  });
  expect(answer.status).toBe(200);
  const cost = Number(answer.headers.get('x-taskloom-cost'));
  expect(cost).toBeGreaterThan(0);
  const { available, held } = await bob.user.balance();
  expect(held).toBe(0);
  expect(available).toBeCloseTo(10 - cost, 8);
});
