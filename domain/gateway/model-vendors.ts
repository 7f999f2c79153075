/** Who makes a model, as it is shown. */
export interface Vendor {
  /** One word, such as `openai`. */
  readonly provider: string;
  readonly providerName: string;
}

const VENDORS: readonly (Vendor & { readonly names: RegExp })[] = [
  { provider: 'openai', providerName: 'OpenAI', names: /^(gpt|chatgpt|o\d|codex|davinci|dall-e|whisper)/ },
  { provider: 'anthropic', providerName: 'Anthropic', names: /^claude/ },
  { provider: 'google', providerName: 'Google', names: /^(gemini|gemma|imagen|veo|palm)/ },
  { provider: 'deepseek', providerName: 'DeepSeek', names: /^deepseek/ },
  { provider: 'qwen', providerName: 'Qwen', names: /^(qwen|qwq|qvq)/ },
  { provider: 'zhipu', providerName: 'Zhipu AI', names: /^(glm|cogview|cogvideo)/ },
  { provider: 'moonshot', providerName: 'Moonshot AI', names: /^(kimi|moonshot)/ },
  { provider: 'xai', providerName: 'xAI', names: /^grok/ },
  {
    provider: 'mistral',
    providerName: 'Mistral AI',
    names: /^(mistral|mixtral|codestral|ministral|magistral)/,
  },
  { provider: 'meta', providerName: 'Meta', names: /^llama/ },
  { provider: 'minimax', providerName: 'MiniMax', names: /^(minimax|abab)/ },
  { provider: 'bytedance', providerName: 'ByteDance', names: /^(doubao|seed)/ },
];

/** The vendor that a model's name tells, with or without a folder before it (`deepseek-ai/deepseek-v3`). */
export function vendorOf(model: string): Vendor | undefined {
  const name = model.slice(model.lastIndexOf('/') + 1).toLowerCase();
  return VENDORS.find(({ names }) => names.test(name));
}
