import type { Credits } from '../credits';

/** What a model is for. */
export const MODEL_KINDS = ['text', 'image', 'video', 'presentation'] as const;
export type ModelKind = (typeof MODEL_KINDS)[number];

/** What an operator has a model asked with, whatever the work would ask it with. */
export interface ModelConfig {
  /** 0 (steady) to 2 (free). */
  readonly temperature?: number;
  /** The most tokens of one answer. */
  readonly maxTokens?: number;
  /** The lengths of videos that it makes, in seconds, where they are not those of `video-limits.ts`. */
  readonly durations?: readonly number[];
  /** The size of its videos, `<width>x<height>`, where it is not that of `video-limits.ts`. */
  readonly size?: string;
}

/** A model that users choose, with its price. */
export interface Model {
  readonly id: number;
  /** No two models have the same one. */
  readonly name: string;
  readonly kind: ModelKind;
  /** Whose it is, such as `qwen`: see `vendorOf`. */
  readonly provider: string;
  /** What the vendor calls it. */
  readonly modelName: string;
  /** Where the vendor is; null for what this installation does itself. */
  readonly apiBase: string | null;
  readonly hasApiKey: boolean;
  readonly config: ModelConfig;
  readonly isActive: boolean;
  /** Whether it is the one for its kind when the caller names none. */
  readonly isDefault: boolean;
  /** Whether it only stands in for a real model; shown wherever the model is. */
  readonly isDemo: boolean;
  /** The price of one piece of work. */
  readonly creditsCost: Credits;
  /** Counts the changes of the price, so that a charge can be explained later. */
  readonly priceVersion: number;
}

/** The wire protocol that a vendor's models are asked in. */
export type Vendor = 'openai' | 'claude' | 'gemini' | 'dashscope';

/** Where a model is asked, with its secret: never for an answer, a log or a workflow. */
export interface ModelUpstream {
  readonly vendor: Vendor;
  /** Without a slash at its end. */
  readonly baseUrl: string;
  /** Empty where the vendor wants none. */
  readonly apiKey: string;
  readonly modelName: string;
  readonly config: ModelConfig;
}

/** Whom each kind of work can be asked of. */
export const VENDORS_OF_KIND: Readonly<Record<ModelKind, readonly Vendor[]>> = {
  text: ['openai', 'claude', 'gemini', 'dashscope'],
  image: ['openai', 'dashscope'],
  video: ['dashscope'],
  presentation: [],
};

/** What this installation does itself: operators add none of these. */
export const OWN_PROVIDERS: readonly string[] = ['demo', 'local'];

const DASHSCOPE: readonly string[] = ['qwen', 'dashscope', 'tongyi', 'wanx', 'wan', 'aliyun'];

/**
 * The protocol of a provider. Alibaba's models are asked in DashScope's own one, and in OpenAI's at its compatible
 * address (`…/compatible-mode/v1`). Whoever is not known speaks OpenAI's, as most do.
 */
export function vendorOf(provider: string, apiBase: string): Vendor {
  const name = provider.toLowerCase();
  if (name === 'anthropic' || name === 'claude') return 'claude';
  if (name === 'gemini' || name === 'google') return 'gemini';
  if (DASHSCOPE.includes(name) && !apiBase.includes('/compatible-mode/')) return 'dashscope';
  return 'openai';
}
