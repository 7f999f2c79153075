/** Han, kana, hangul and their punctuation: about a token each in the common vocabularies. */
const WIDE = /[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]|[\ud840-\ud88f][\udc00-\udfff]/g;

/** A rough count of tokens, for upstreams that send no usage and for the demo model: never for prices of record. */
export function estimateTokens(text: string): number {
  const wide = text.match(WIDE)?.length ?? 0;
  return wide + Math.ceil((text.length - wide) / 4);
}
