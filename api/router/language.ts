/** The languages that messages are written in. */
export type Language = 'zh' | 'en';

/** The language that an Accept-Language header (RFC 9110) prefers among ours; `usual` when it names neither. */
export function languageOf(header: string | undefined, usual: Language = 'zh'): Language {
  if (header === undefined) return usual;
  let best: { language: Language; weight: number } | undefined;
  for (const part of header.toLowerCase().split(',').slice(0, 20)) {
    const [tag = '', ...parameters] = part.split(';').map((text) => text.trim());
    const language = /^zh(-|$)/.test(tag)
      ? 'zh'
      : /^en(-|$)/.test(tag)
        ? 'en'
        : tag === '*'
          ? usual
          : undefined;
    const quality = parameters.find((text) => text.startsWith('q='));
    const weight = quality === undefined ? 1 : Number(quality.slice(2));
    if (language && weight > (best?.weight ?? 0)) best = { language, weight };
  }
  return best?.language ?? usual;
}
