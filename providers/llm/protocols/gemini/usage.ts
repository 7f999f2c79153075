import type { Usage } from '../../../../domain/gateway/usage';
import { asCount, asObject, objectsIn } from '../json';
import type { JsonObject } from '../protocol';

const COUNTS = [
  'promptTokenCount',
  'cachedContentTokenCount',
  'toolUsePromptTokenCount',
  'candidatesTokenCount',
  'thoughtsTokenCount',
] as const;

/**
 * What a `usageMetadata` says. Each one is the whole so far. Empty for one that cannot be: with a count that is
 * negative, a fraction or absurd, or with more from the cache than there was.
 */
export function readUsage(metadata: unknown): Partial<Usage> {
  const usage = asObject(metadata);
  if (!usage || !isSound(usage)) return {};
  const [prompt, cacheRead = 0, toolUse = 0, candidates, thoughts] = COUNTS.map((name) =>
    asCount(usage[name]),
  );
  if (prompt !== undefined && cacheRead > prompt + toolUse) return {};
  const [inputs, outputs] = [usage['promptTokensDetails'], usage['candidatesTokensDetails']];
  return {
    ...(prompt !== undefined && {
      input: prompt + toolUse,
      cacheRead,
      imageInput: tokensOf('IMAGE', inputs),
      audioInput: tokensOf('AUDIO', inputs),
    }),
    ...((candidates !== undefined || thoughts !== undefined) && {
      output: (candidates ?? 0) + (thoughts ?? 0),
      reasoning: thoughts ?? 0,
      imageOutput: tokensOf('IMAGE', outputs),
      audioOutput: tokensOf('AUDIO', outputs),
    }),
  };
}

function isSound(usage: JsonObject): boolean {
  const details = ['promptTokensDetails', 'candidatesTokensDetails'].flatMap((name) =>
    objectsIn(usage[name]),
  );
  return [...COUNTS.map((name) => usage[name]), ...details.map(({ tokenCount }) => tokenCount)].every(
    (count) => count === undefined || count === null || asCount(count) !== undefined,
  );
}

function tokensOf(modality: string, details: unknown): number {
  return objectsIn(details)
    .filter((detail) => detail['modality'] === modality)
    .reduce((sum, { tokenCount }) => sum + (asCount(tokenCount) ?? 0), 0);
}

/** Usage as Gemini tells it; parts that are 0 are left out, as Gemini leaves them out. */
export function writeUsage(usage: Partial<Usage>): JsonObject {
  const { input = 0, cacheRead = 0, imageInput = 0, audioInput = 0 } = usage;
  const { output = 0, reasoning = 0, imageOutput = 0, audioOutput = 0 } = usage;
  return {
    promptTokenCount: input,
    candidatesTokenCount: Math.max(0, output - reasoning),
    totalTokenCount: input + output,
    ...(cacheRead > 0 && { cachedContentTokenCount: cacheRead }),
    ...(reasoning > 0 && { thoughtsTokenCount: reasoning }),
    ...detailsOf('promptTokensDetails', input, imageInput, audioInput),
    ...detailsOf('candidatesTokensDetails', output - reasoning, imageOutput, audioOutput),
  };
}

function detailsOf(name: string, total: number, image: number, audio: number): JsonObject {
  if (image === 0 && audio === 0) return {};
  const details = [
    { modality: 'TEXT', tokenCount: total - image - audio },
    { modality: 'IMAGE', tokenCount: image },
    { modality: 'AUDIO', tokenCount: audio },
  ];
  return { [name]: details.filter(({ tokenCount }) => tokenCount > 0) };
}
