import type { Usage } from '../../../domain/gateway/usage';

const NOTHING: Usage = {
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

/** The usage after one more report of it: each field that is told replaces the one before. */
export function usageSoFar(before: Usage | undefined, told: Partial<Usage>): Usage {
  return { ...(before ?? NOTHING), ...told };
}
