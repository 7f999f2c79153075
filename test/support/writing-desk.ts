import { startLlmSimulator, type LlmSimulator } from '../../simulators/llm/server';
import type { ApiAnswer, ApiClient } from './api-client';
import { platform as testPlatform, type TestPlatform, type TestUser } from './platform';
import { newAdministrator } from './studio-administrator';

/** What a user asks of any tool, as the seed does. */
export const ASKED = {
  title: '如何提高工作效率',
  keywords: ['时间管理', '效率工具'],
  requirements: '字数2000字,包含实用技巧',
};
/** A text that has the form of an article. */
export const ARTICLE = '# 标题\n\n> 摘要\n\n## 一\n\n第一段\n\n## 二\n\n第二段';
/** The vendor's, which nobody may see. */
export const VENDOR_KEY = 'sk-a-secret-of-the-vendor';
/** Credits for a text of the vendor's models. */
export const COST = 8;

/** The studio's writing tools with a worker behind them, and a vendor whose answers the test decides. */
export interface WritingDesk {
  readonly platform: TestPlatform;
  readonly vendor: LlmSimulator;
  readonly admin: ApiClient;
  /** The vendor's first model. */
  readonly model: number;
  /** Adds another of the vendor's models, at COST a text; answers its id. */
  addModel(name: string, modelName?: string): Promise<number>;
  close(): Promise<void>;
}

export async function writingDesk(): Promise<WritingDesk> {
  const vendor = await startLlmSimulator();
  // Who waits hears of the end, however busy the machine is.
  const platform = await testPlatform({ worker: {}, settings: { waitMs: 45_000 } });
  const { api: admin } = await newAdministrator(platform);

  async function addModel(name: string, modelName = 'gpt-5'): Promise<number> {
    const { body } = await admin.post('/api/v1/models', {
      ...{ name, provider: 'openai', model_name: modelName, api_key: VENDOR_KEY, api_base: vendor.url },
      ...{ config: { temperature: 0.3, max_tokens: 2000 }, credits_cost: COST },
    });
    return body.data.id as number;
  }

  return {
    platform,
    vendor,
    admin,
    model: await addModel('A vendor’s'),
    addModel,
    async close() {
      await platform.close();
      await vendor.close();
    },
  };
}

/** Asks a tool for a text, in JSON. */
export function generateAs(
  { api }: TestUser,
  body: object,
  tool = 'wechat_article',
  headers: Record<string, string> = {},
): Promise<ApiAnswer> {
  return api.post(`/api/v1/writing/${tool}/generate`, { ...ASKED, ...body }, headers);
}

/** The texts of a user's history. */
export async function textsOf({ api }: TestUser): Promise<{ total: number; items: object[] }> {
  return (await api.get('/api/v1/creations?type=writing')).body.data as { total: number; items: object[] };
}

/** Why a text cost what it did. */
export async function explainedTo({ api }: TestUser, jobId: string) {
  return (await api.get(`/api/v1/jobs/${jobId}/explain`)).body.data as {
    state: string;
    price: object;
    totals: object;
    lines: { step: string; credits: number }[];
  };
}

/** A user who had 100 credits has them all, and no text. */
export async function expectNothingSpent(user: TestUser): Promise<void> {
  expect(await user.balance()).toEqual({ available: 100, held: 0 });
  expect(await textsOf(user)).toMatchObject({ total: 0 });
}
