import Anthropic, { NotFoundError } from '@anthropic-ai/sdk';
import { GoogleGenAI } from '@google/genai';
import OpenAI from 'openai';
import { WebSocket } from 'ws';
import { modelGateway, type KeyHolder, type ModelGateway } from '../support/model-gateway';

/** What callers are told where nothing is served, by each base URL that the vendors' SDKs may be given. */

let gateway: ModelGateway;
let ada: KeyHolder;

beforeAll(async () => {
  gateway = await modelGateway();
  ada = await gateway.keyHolder();
});
afterAll(() => gateway.close());

const OPENAI = { error: { message: expect.any(String), type: 'invalid_request_error', param: null } };
const CLAUDE = { type: 'error', request_id: expect.any(String), error: { message: expect.any(String) } };

const SHAPES = {
  openai: { unknown: { error: { ...OPENAI.error, code: 'unknown_url' } }, other: OPENAI },
  claude: { unknown: { ...CLAUDE, error: { ...CLAUDE.error, type: 'not_found_error' } }, other: CLAUDE },
  gemini: {
    unknown: { error: { code: 404, message: expect.any(String), status: 'NOT_FOUND' } },
    other: { error: { code: expect.any(Number), message: expect.any(String), status: expect.any(String) } },
  },
} as const;

async function ask(method: string, path: string, headers: Readonly<Record<string, string>> = {}) {
  const answer = await fetch(`${gateway.baseUrl}${path}`, {
    method,
    headers: { authorization: `Bearer ${ada.secret}`, ...headers },
  });
  return { status: answer.status, headers: answer.headers, body: await answer.json() };
}

test.each([
  ['openai', 'POST', '/v1/embeddings'],
  ['openai', 'POST', '/v1/audio/speech'],
  ['openai', 'GET', '/v1/responses/resp_1'],
  ['openai', 'POST', '/gateway/v1/embeddings'],
  ['openai', 'POST', '/openai/v1/embeddings'],
  ['openai', 'POST', '/relay/openai/v1/embeddings'],
  ['claude', 'POST', '/v1/messages/batches'],
  ['claude', 'POST', '/claude/v1/complete'],
  ['gemini', 'GET', '/v1beta/cachedContents'],
  ['gemini', 'POST', '/gemini/v1beta/files'],
] as const)('in the words of %s: there is no %s %s', async (vendor, method, path) => {
  const { status, body } = await ask(method, path);
  expect([status, body]).toMatchObject([404, SHAPES[vendor].unknown]);
});

test.each([
  ['openai', '/v1/chat/completions'],
  ['claude', '/v1/messages'],
  ['gemini', '/gemini/v1/chat'],
] as const)('in the words of %s: %s is not read', async (vendor, path) => {
  const { status, headers, body } = await ask('GET', path);
  expect([status, headers.get('allow'), body]).toMatchObject([405, 'POST', SHAPES[vendor].other]);
});

test.each([
  ['openai', '/v1/responses'],
  ['openai', '/responses'],
  ['claude', '/claude/v1/messages'],
  ['gemini', '/v1beta/none'],
] as const)('in the words of %s: %s opens no WebSocket', async (vendor, path) => {
  const socket = new WebSocket(`${gateway.baseUrl.replace('http', 'ws')}${path}`);
  const { status, text } = await new Promise<{ status: number | undefined; text: string }>(
    (resolve, reject) => {
      socket.once('error', reject);
      socket.once('unexpected-response', (_request, answer) => {
        void answer.toArray().then((parts) => resolve({ status: answer.statusCode, text: parts.join('') }));
      });
    },
  );
  // What makes codex go on over HTTP, at once.
  expect([status, JSON.parse(text)]).toMatchObject([426, SHAPES[vendor].other]);
});

test('Claude’s callers are known by their header where OpenAI’s are at home', async () => {
  const { status, body } = await ask('GET', '/v1/models/none', { 'anthropic-version': '2023-06-01' });
  expect([status, body]).toMatchObject([404, SHAPES.claude.unknown]);
});

test('what is no protocol’s is answered as before', async () => {
  expect((await ask('GET', '/gateway/none')).body).toEqual({
    error: expect.any(String) as string,
    type: 'not_found',
  });
  expect((await ask('GET', '/none')).body).toMatchObject({ code: 404, data: null });
});

describe('the vendors’ SDKs find a model by its name', () => {
  test.each(['/v1', '/gateway/v1', '/openai/v1', '/relay/openai/v1'])('openai, at %s', async (path) => {
    const client = new OpenAI({ apiKey: ada.secret, baseURL: `${gateway.baseUrl}${path}`, maxRetries: 0 });
    expect(await client.models.retrieve('demo-text')).toMatchObject({ id: 'demo-text', object: 'model' });
    await expect(client.models.retrieve('none')).rejects.toMatchObject({
      status: 404,
      code: 'model_not_found',
      message: '404 There is no such model',
    });
  });

  test.each(['', '/gateway', '/claude', '/relay/claude'])('@anthropic-ai/sdk, at %s/', async (path) => {
    const client = new Anthropic({ apiKey: ada.secret, baseURL: `${gateway.baseUrl}${path}`, maxRetries: 0 });
    expect(await client.models.retrieve('demo-text')).toMatchObject({ id: 'demo-text', type: 'model' });
    await expect(client.models.retrieve('none')).rejects.toBeInstanceOf(NotFoundError);
  });

  test.each(['', '/gateway', '/gemini', '/relay/gemini'])('@google/genai, at %s/', async (path) => {
    const baseUrl = `${gateway.baseUrl}${path}`;
    const client = new GoogleGenAI({ apiKey: ada.secret, httpOptions: { baseUrl } });
    expect(await client.models.get({ model: 'demo-text' })).toMatchObject({ name: 'models/demo-text' });
    await expect(client.models.get({ model: 'none' })).rejects.toMatchObject({ status: 404 });
  });
});

test.each([
  [undefined, 'There is no such model'],
  ['*', 'There is no such model'],
  ['fr', 'There is no such model'],
  ['zh-CN,en;q=0.5', '模型不存在'],
])('with Accept-Language %s a protocol’s error says: %s', async (language, message) => {
  const { body } = await ask(
    'GET',
    '/v1/models/none',
    language === undefined ? {} : { 'accept-language': language },
  );
  expect(body).toMatchObject({ error: { message } });
});
