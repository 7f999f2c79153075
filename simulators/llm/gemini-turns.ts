import { Complaint } from './complaint';
import { objectOf, objectsOf, textOf, type JsonObject } from './json';
import type { Seals } from './seals';

/** What the documents give to callers who have no signature: for calls that another model made. */
const NO_SIGNATURE = ['skip_thought_signature_validator', 'context_engineering_is_the_way_to_go'];

function partsOf(content: JsonObject | undefined, kind: string): readonly JsonObject[] {
  return objectsOf(content?.['parts']).filter((part) => part[kind] !== undefined);
}

/** Calls and their answers stand next to each other, as many of the one as of the other. @throws Complaint */
export function refuseBrokenCalls(contents: readonly JsonObject[]): void {
  for (const [at, content] of contents.entries()) {
    const answers = partsOf(content, 'functionResponse').length;
    const asked = partsOf(contents[at - 1], 'functionCall').length;
    if (answers > 0 && asked === 0)
      throw new Complaint(
        400,
        'Please ensure that function response turn comes immediately after a function call turn.',
      );
    if (asked > 0 && answers !== asked)
      throw new Complaint(
        400,
        'Please ensure that the number of function response parts is equal to the number of function call parts of the function call turn.',
      );
  }
}

/**
 * Signatures must be Gemini's own; the models of its third generation also miss one on the first call of each step
 * since the user last spoke. @throws Complaint
 */
export function refuseSignatures(contents: readonly JsonObject[], model: string, seals: Seals): void {
  for (const signature of contents.flatMap((content) => partsOf(content, 'thoughtSignature'))) {
    const seal = textOf(signature['thoughtSignature']);
    if (NO_SIGNATURE.includes(seal)) continue;
    if (!/^[A-Za-z0-9+/_-]*={0,2}$/.test(seal))
      throw new Complaint(
        400,
        `Invalid value at 'contents' (TYPE_BYTES), Base64 decoding failed for "${seal}"`,
      );
    if (seals.check('gemini', seal) !== 'good') throw new Complaint(400, 'Corrupted thought signature.');
  }
  if (!model.startsWith('gemini-3')) return;
  const spoken = contents.findLastIndex(
    (content) => content['role'] !== 'model' && partsOf(content, 'functionResponse').length === 0,
  );
  for (const [at, content] of contents.entries()) {
    const [first] = partsOf(content, 'functionCall');
    if (at <= spoken || !first || first['thoughtSignature'] !== undefined) continue;
    const name = textOf(objectOf(first['functionCall'])['name']);
    throw new Complaint(
      400,
      `Function call is missing a thought_signature in functionCall parts. This is required for tools to work correctly, and missing thought_signature may lead to degraded model performance. Additional data, function call \`default_api:${name}\` , position ${at + 1}. Please refer to https://ai.google.dev/gemini-api/docs/thought-signatures for more details.`,
    );
  }
}
