import Anthropic from '@anthropic-ai/sdk';
import { GoogleGenAI } from '@google/genai';
import OpenAI from 'openai';
import { readOperations } from '../../api/router/operation';
import { builtSurfaces } from '../../openapi/document';
import { someone } from '../support/gateway';
import { modelGateway, type KeyHolder, type ModelGateway } from '../support/model-gateway';

let gateway: ModelGateway;
let ada: KeyHolder;
/** The token of somebody who signed in at the gateway surface. */
let session: string;

beforeAll(async () => {
  gateway = await modelGateway();
  ada = await gateway.keyHolder();
  const { body } = await gateway.api.post('/api/setup', { ...someone(), site_name: 'Taskloom' });
  session = body.token as string;
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

const DOCUMENTS = builtSurfaces();
const operations = (['gateway', 'relay'] as const).flatMap((surface) =>
  readOperations(DOCUMENTS[surface])
    .filter(({ protocol }) => protocol !== undefined)
    .map(({ id, method, path }) => ({ surface, id, method, path: `/${surface}${path}` })),
);

describe.each(operations)('$surface.$id', ({ surface, method, path }) => {
  const ask = (headers: Record<string, string>, query = '') =>
    fetch(`${gateway.baseUrl}${path.replace('{modelAction}', 'demo-text:countTokens')}${query}`, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      ...(method === 'POST' && { body: '{}' }),
    });

  test('lets nobody in without a key that holds', async () => {
    const wrong = `sk-${'x'.repeat(43)}`;
    for (const headers of [
      {},
      { authorization: `Bearer ${wrong}` },
      { 'x-api-key': wrong },
      { 'x-goog-api-key': 'x' },
    ]) {
      const answer = await ask(headers);
      expect(answer.status).toBe(401);
      expect(await answer.json()).toHaveProperty('error');
    }
  });

  test('takes a key wherever a vendor’s clients put it', async () => {
    for (const headers of [
      { authorization: `Bearer ${ada.secret}` },
      { 'x-api-key': ada.secret },
      { 'x-goog-api-key': ada.secret },
    ]) {
      expect((await ask(headers)).status).not.toBe(401);
    }
    expect((await ask({}, `?key=${ada.secret}`)).status).not.toBe(401);
  });

  test('takes a session of the gateway on its own surface alone', async () => {
    const { status } = await ask({ authorization: `Bearer ${session}` });
    if (surface === 'gateway') expect(status).not.toBe(401);
    else expect(status).toBe(401);
  });
});
