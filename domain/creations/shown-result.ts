import { createHash } from 'node:crypto';
import type { Creation } from './creation';

/** What is said of what a creation shows. */
export interface ShownResult {
  readonly facts: Readonly<Record<string, unknown>>;
  /** Whether its job's file is what it shows. */
  readonly isFile: boolean;
}

/**
 * What a job said of its result is true of a text for as long as its owner has not edited it: from then on its own
 * length is said, and what the job said of the text that it wrote stands apart, under `generated`. Of what is no text
 * only words beside it can be edited. `fileSha256`: of the job's file, in lower-case hex, where there is one.
 */
export function shownResult(
  { type, content, version, extraData }: Creation,
  fileSha256: string | undefined,
): ShownResult {
  const { artifactId: _, ...facts } = extraData;
  if (type !== 'writing' || version === 1 || (content !== null && sha256(content) === fileSha256)) {
    return { facts, isFile: true };
  }
  return {
    facts: { edited: true, characters: [...(content ?? '')].length, generated: facts },
    isFile: false,
  };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
