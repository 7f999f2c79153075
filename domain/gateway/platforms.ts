/** Whose protocol a caller speaks. */
export type Platform = 'claude' | 'openai' | 'gemini';

export const PLATFORMS: readonly Platform[] = ['claude', 'openai', 'gemini'];

/** The platform of a protocol's name, such as `openai-responses`; undefined for one of nobody's. */
export function platformOf(protocol: string): Platform | undefined {
  return PLATFORMS.find((platform) => protocol === platform || protocol.startsWith(`${platform}-`));
}
