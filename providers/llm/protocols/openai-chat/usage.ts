import type { Usage } from '../../../../domain/gateway/usage';
import { asCount, asObject } from '../json';
import type { JsonObject } from '../protocol';

/**
 * What OpenAI's `usage` says (`CompletionUsage` of its SDK), of chat completions and of completions. The two totals
 * hold the details. Undefined for one that makes no sense (negative, in fractions, of parts larger than the whole):
 * it counts as missing. `cache_write_tokens` does not tell how long the cache lasts: it is taken for five minutes.
 */
export function readUsage(value: unknown): Usage | undefined {
  const usage = asObject(value);
  if (usage === undefined) return undefined;
  const prompt = asObject(usage['prompt_tokens_details']) ?? {};
  const completion = asObject(usage['completion_tokens_details']) ?? {};
  const counts = {
    input: asCount(usage['prompt_tokens']),
    // DeepSeek has its own name for it.
    cacheRead: countIn(prompt, 'cached_tokens') ?? countIn(usage, 'prompt_cache_hit_tokens'),
    cacheWrite5m: countIn(prompt, 'cache_write_tokens'),
    cacheWrite1h: 0,
    imageInput: countIn(prompt, 'image_tokens'),
    audioInput: countIn(prompt, 'audio_tokens'),
    output: asCount(usage['completion_tokens']),
    reasoning: countIn(completion, 'reasoning_tokens'),
    imageOutput: countIn(completion, 'image_tokens'),
    audioOutput: countIn(completion, 'audio_tokens'),
  };
  const read = wholeUsage(counts);
  return read && sensible(withReasoning(read, usage['total_tokens']));
}

/** A count that may be left out, which is none; NaN for one that makes no sense. */
function countIn(details: JsonObject, name: string): number | undefined {
  const value = details[name];
  return value === undefined || value === null ? undefined : (asCount(value) ?? NaN);
}

function wholeUsage(counts: { [Field in keyof Usage]: number | undefined }): Usage | undefined {
  const { input, output, ...parts } = counts;
  if (input === undefined || output === undefined) return undefined;
  return {
    input,
    output,
    cacheRead: parts.cacheRead ?? 0,
    cacheWrite5m: parts.cacheWrite5m ?? 0,
    cacheWrite1h: parts.cacheWrite1h ?? 0,
    imageInput: parts.imageInput ?? 0,
    audioInput: parts.audioInput ?? 0,
    reasoning: parts.reasoning ?? 0,
    imageOutput: parts.imageOutput ?? 0,
    audioOutput: parts.audioOutput ?? 0,
  };
}

/** Some upstreams (xAI's) leave reasoning out of `completion_tokens`: the total gives them away. */
function withReasoning(usage: Usage, total: unknown): Usage {
  const { input, output, reasoning } = usage;
  const isApart = reasoning > 0 && total === input + output + reasoning;
  return isApart ? { ...usage, output: output + reasoning } : usage;
}

function sensible(usage: Usage): Usage | undefined {
  const inputFits = usage.cacheRead + usage.cacheWrite5m <= usage.input && usage.audioInput <= usage.input;
  const outputFits = usage.reasoning <= usage.output && usage.audioOutput <= usage.output;
  const imagesFit = usage.imageInput <= usage.input && usage.imageOutput <= usage.output;
  return inputFits && outputFits && imagesFit ? usage : undefined;
}

/** `usage` as OpenAI writes it; what it has no counts for is in the totals. */
export function writeUsage(usage: Usage): JsonObject {
  const cacheWrite = usage.cacheWrite5m + usage.cacheWrite1h;
  return {
    prompt_tokens: usage.input,
    completion_tokens: usage.output,
    total_tokens: usage.input + usage.output,
    prompt_tokens_details: {
      cached_tokens: usage.cacheRead,
      audio_tokens: usage.audioInput,
      ...(cacheWrite > 0 && { cache_write_tokens: cacheWrite }),
      ...(usage.imageInput > 0 && { image_tokens: usage.imageInput }),
    },
    completion_tokens_details: {
      reasoning_tokens: usage.reasoning,
      audio_tokens: usage.audioOutput,
      accepted_prediction_tokens: 0,
      rejected_prediction_tokens: 0,
      ...(usage.imageOutput > 0 && { image_tokens: usage.imageOutput }),
    },
  };
}
