import { newAgentUser, type AgentUser } from '../support/agent-user';
import { platform, type TestPlatform } from '../support/platform';

/** How users like to work: what they set, and what is so until then. */

let agent: TestPlatform;
let user: AgentUser;
beforeAll(async () => {
  agent = await platform();
});
afterAll(() => agent.close());
beforeEach(async () => {
  user = await newAgentUser(agent);
});

const AGENT = '/api/users/me/agent-preferences';
const MODEL = '/api/users/me/model-preferences';
const put = (path: string, body: unknown) => user.api.call('PUT', path, { body });

const EVERYTHING = { useWebSearch: true, useKnowledgeBase: true, useMemoryEnhancement: true };
const NOTHING = { useWebSearch: false, useKnowledgeBase: false, useMemoryEnhancement: false };
const DEFAULTS = {
  preferredAgentType: null,
  executionMode: 'auto',
  modeConfigs: {
    auto: EVERYTHING,
    direct: NOTHING,
    simple: EVERYTHING,
    thought: EVERYTHING,
    complex: EVERYTHING,
  },
  autoEnableSkills: true,
  taskCompleteNotification: true,
};

describe('agent preferences', () => {
  test('have defaults', async () => {
    expect((await user.api.get(AGENT)).body).toMatchObject({ message: 'success', data: DEFAULTS });
  });

  test('change in what is given, and keep the rest', async () => {
    const first = await put(AGENT, {
      executionMode: 'thought',
      autoEnableSkills: false,
      modeConfigs: { direct: { useWebSearch: true } },
    });
    expect(first.body).toMatchObject({ message: 'success.preferenceUpdated' });
    await put(AGENT, {
      preferredAgentType: 'codex',
      modeConfigs: { direct: { useKnowledgeBase: true }, auto: { useWebSearch: false } },
    });
    expect((await user.api.get(AGENT)).body.data).toEqual({
      ...DEFAULTS,
      preferredAgentType: 'codex',
      executionMode: 'thought',
      autoEnableSkills: false,
      modeConfigs: {
        ...DEFAULTS.modeConfigs,
        direct: { useWebSearch: true, useKnowledgeBase: true, useMemoryEnhancement: false },
        auto: { ...EVERYTHING, useWebSearch: false },
      },
    });
  });

  test('are each user’s own', async () => {
    await put(AGENT, { executionMode: 'direct' });
    const other = await newAgentUser(agent);
    expect((await other.api.get(AGENT)).body.data).toEqual(DEFAULTS);
    expect((await agent.api.get(AGENT)).status).toBe(401);
  });

  test.each([
    [{ executionMode: 'reckless' }, 'body.executionMode'],
    [{ autoEnableSkills: 'yes' }, 'body.autoEnableSkills'],
    [{ modeConfigs: { auto: { useWebSearch: 1 } } }, 'body.modeConfigs.auto.useWebSearch'],
    [{ preferredAgentType: '<script>' }, 'body.preferredAgentType'],
  ])('refuse %j', async (body, field) => {
    const answer = await put(AGENT, body);
    expect([answer.status, answer.body.data.errors[0].field]).toEqual([400, field]);
    expect((await user.api.get(AGENT)).body.data).toEqual(DEFAULTS);
  });

  test('take no mode that there is not', async () => {
    const answer = await put(AGENT, { modeConfigs: { reckless: EVERYTHING }, unknown: 1 });
    expect(answer.body.data).toEqual(DEFAULTS);
  });
});

describe('model preferences', () => {
  const NONE = { defaultModelId: null, temperature: null, maxTokens: null };

  test('are the model’s own until they are set, and again when they are reset', async () => {
    expect((await user.api.get(MODEL)).body.data).toEqual(NONE);
    await put(MODEL, { defaultModelId: 1, temperature: 0.7 });
    await put(MODEL, { maxTokens: 2048, temperature: null });
    expect((await user.api.get(MODEL)).body.data).toEqual({
      defaultModelId: 1,
      temperature: null,
      maxTokens: 2048,
    });
    const reset = await user.api.delete(MODEL);
    expect(reset.body).toMatchObject({ message: 'success.preferenceUpdated', data: NONE });
    expect((await user.api.get(MODEL)).body.data).toEqual(NONE);
  });

  test.each([
    [{ defaultModelId: 999 }, 'body.defaultModelId'],
    [{ defaultModelId: 3 }, 'body.defaultModelId'], // makes videos
    [{ temperature: 2.1 }, 'body.temperature'],
    [{ temperature: -0.1 }, 'body.temperature'],
    [{ maxTokens: 0 }, 'body.maxTokens'],
    [{ maxTokens: 1.5 }, 'body.maxTokens'],
  ])('refuse %j', async (body, field) => {
    const answer = await put(MODEL, body);
    expect([answer.status, answer.body.data.errors[0].field]).toEqual([400, field]);
    expect((await user.api.get(MODEL)).body.data).toEqual(NONE);
  });
});
