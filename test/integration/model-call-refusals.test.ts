import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import Anthropic from '@anthropic-ai/sdk';
import { GoogleGenAI } from '@google/genai';
import { createUserChannels } from '../../domain/gateway/user-channels';
import { faultyGateway, type FaultyGateway } from '../support/faulty-upstreams';
import { CALLERS, expectFailure, type ModelCaller } from '../support/model-callers';
import type { KeyHolder } from '../support/model-gateway';

/** What a call comes to that is set up a little wrong, and what answers say besides their words. */

let gateway: FaultyGateway;
let ada: KeyHolder;

beforeAll(async () => {
  gateway = await faultyGateway();
  ada = await gateway.keyHolder();
});
afterAll(() => gateway.close());

function ask(holder: KeyHolder, caller: ModelCaller, model: string, asked = { stream: false }) {
  return holder.call(caller.path(model, asked.stream), caller.body(model, asked));
}

const [chat] = CALLERS as [ModelCaller];

describe.each(CALLERS)('$protocol', (caller) => {
  test('reaches an upstream whose address has its version, and one whose address has none', async () => {
    const { origin } = gateway.simulator;
    const version = caller.channel === 'gemini' ? '/v1beta' : '/v1';
    for (const baseUrl of [origin, `${origin}/`, `${origin}${version}`, `${origin}${version}/`]) {
      const { name } = await gateway.offer([{ type: caller.channel, baseUrl }]);
      expect([baseUrl, (await ask(ada, caller, name)).status]).toEqual([baseUrl, 200]);
    }
  });

  test('a model that only others than the key’s channels have is forbidden, and no error of ours', async () => {
    const { name } = await gateway.offer([{ type: caller.channel }]);
    const { id } = await createUserChannels(gateway).create({ name: `only ${caller.protocol}` });
    await gateway.offer([{ type: caller.channel, userChannelId: id }]);
    const bound = await gateway.keyHolder(1, { allowedUserChannels: [id] });
    gateway.advance(1_000);
    const logged = gateway.logged.length;
    const answer = await ask(bound, caller, name);
    expect(answer.headers.get('retry-after')).toBeNull();
    expect(await expectFailure(answer, caller, 'forbidden')).toBe('This API key may not use that model');
    expect(gateway.logged.slice(logged).filter(({ level }) => Number(level) >= 50)).toEqual([]);
  });

  test('a call that is larger than all that its key may use in a minute', async () => {
    const { name } = await gateway.offer([{ type: caller.channel }]);
    const small = await gateway.keyHolder(1, { tokensPerMinute: 150 });
    const answer = await ask(small, caller, name);
    expect(answer.headers.get('retry-after')).toBeNull();
    expect(await expectFailure(answer, caller, 'invalid')).toMatch(
      /^This call may use 2\d\d tokens, 200 of them for its answer, and its key may use 150 in a minute:/,
    );
    const fits = caller.body(name, { stream: false, maxTokens: 20 });
    expect((await small.call(caller.path(name, false), fits)).status).toBe(200);
  });
});

test('what an upstream says is wrong is passed on, with the field and the code that it names', async () => {
  const { name, channels } = await gateway.offer([{ type: 'openai' }]);
  const body = { ...chat.body(name, { stream: false }), stream_options: { include_usage: true } };
  expect(await (await ada.call('/v1/chat/completions', body)).json()).toMatchObject({
    error: { type: 'invalid_request_error', param: 'stream_options' },
  });
  channels[0].failNext({ kind: 'status', status: 400, code: 'xyz', message: 'No' });
  expect(await (await ask(ada, chat, name)).json()).toMatchObject({ error: { code: 'xyz' } });
});

test('what we refuse ourselves is told in Chinese to whoever asks for it', async () => {
  for (const [language, message] of [
    ['zh-CN', '请求没有指定模型'],
    ['en', 'The request names no model.'],
  ] as const) {
    const answer = await ada.call('/v1/chat/completions', {}, { 'accept-language': language });
    expect(await answer.json()).toMatchObject({ error: { message, param: 'model' } });
  }
});

describe('the tokens of a prompt', () => {
  const prompt = {
    model: 'demo-text',
    system: 'Be brief.',
    messages: [{ role: 'user' as const, content: 'hello' }],
  };
  const tools = [{ name: 'look', description: 'Looks', input_schema: { type: 'object' as const } }];

  test.each([
    ['words', prompt],
    ['tools', { ...prompt, tools }],
  ])('Claude’s count is what a call reports: %s', async (_what, asked) => {
    const { messages } = new Anthropic({ apiKey: ada.secret, baseURL: gateway.baseUrl, maxRetries: 0 });
    const { input_tokens: counted } = await messages.countTokens(asked);
    for (const max_tokens of [1, 5_000]) {
      expect((await messages.create({ ...asked, max_tokens })).usage.input_tokens).toBe(counted);
      const body = { ...asked, max_tokens };
      expect(await (await ada.call('/v1/messages/count_tokens', body)).json()).toEqual({
        input_tokens: counted,
      });
    }
  });

  test('Gemini’s as well, of contents and of a whole request', async () => {
    const { models } = new GoogleGenAI({ apiKey: ada.secret, httpOptions: { baseUrl: gateway.baseUrl } });
    const { totalTokens } = await models.countTokens({ model: 'demo-text', contents: 'hello' });
    const { usageMetadata } = await models.generateContent({ model: 'demo-text', contents: 'hello' });
    expect([totalTokens, usageMetadata?.promptTokenCount]).toEqual([2, 2]);
    const whole = { generateContentRequest: { contents: [{ role: 'user', parts: [{ text: 'hello' }] }] } };
    const counted = await ada.call('/v1beta/models/demo-text:countTokens', whole);
    expect(await counted.json()).toEqual({ totalTokens: 2 });
  });
});

test('Gemini’s answers to the same request have names of their own', async () => {
  const { models } = new GoogleGenAI({ apiKey: ada.secret, httpOptions: { baseUrl: gateway.baseUrl } });
  const one = await models.generateContent({ model: 'demo-text', contents: 'hello' });
  const other = await models.generateContent({ model: 'demo-text', contents: 'hello' });
  expect(one.responseId).toMatch(/\S/);
  expect(other.responseId).not.toBe(one.responseId);
});

describe('what a call cost', () => {
  /** Over HTTP as it is: what reads trailers. */
  async function streamed(model: string) {
    const sent = request(`${gateway.baseUrl}/v1/chat/completions`, {
      method: 'POST',
      agent: false,
      headers: { authorization: `Bearer ${ada.secret}` },
    });
    sent.end(JSON.stringify(chat.body(model, { stream: true })));
    const [answer] = (await once(sent, 'response')) as [IncomingMessage];
    const text = (await answer.toArray()).join('');
    return { answer, text };
  }

  test('is in a header of a whole answer, and in a trailer of a stream', async () => {
    const { name } = await gateway.offer([{ type: 'openai' }]);
    const whole = await ask(ada, chat, name);
    expect(whole.headers.get('x-taskloom-call')).toMatch(/^[0-9a-f-]{36}$/);
    const cost = whole.headers.get('x-taskloom-cost');
    expect(Number(cost)).toBeGreaterThan(0);
    const { answer, text } = await streamed(name);
    expect(chat.isEnded(text)).toBe(true);
    expect(answer.headers).toMatchObject({
      'x-taskloom-call': expect.any(String),
      trailer: 'X-Taskloom-Cost',
    });
    expect(Number(answer.trailers['x-taskloom-cost'])).toBeGreaterThan(0);
  });
});
