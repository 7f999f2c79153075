/**
 * What a model call used, in tokens. The two totals hold everything; the other fields are parts of one of them, so
 * that a protocol whose totals leave something out (Claude's `input_tokens` is without its cache) is added up when
 * it is read. Each is 0 or more.
 */
export interface Usage {
  /** The whole prompt: plain, read from a cache, written to one, images and audio. */
  readonly input: number;
  readonly cacheRead: number;
  /** Written to a cache that lasts five minutes. */
  readonly cacheWrite5m: number;
  /** Written to a cache that lasts an hour. */
  readonly cacheWrite1h: number;
  readonly imageInput: number;
  readonly audioInput: number;
  /** The whole answer: text, reasoning, images and audio. */
  readonly output: number;
  readonly reasoning: number;
  readonly imageOutput: number;
  readonly audioOutput: number;
}

export const NO_USAGE: Usage = {
  input: 0,
  cacheRead: 0,
  cacheWrite5m: 0,
  cacheWrite1h: 0,
  imageInput: 0,
  audioInput: 0,
  output: 0,
  reasoning: 0,
  imageOutput: 0,
  audioOutput: 0,
};
