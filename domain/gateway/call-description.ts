import type { CallFacts } from './call';

/** What a user's statement says; the sweeper reads from it what a call was whose process died. */
export function descriptionOf({ model, keyId }: Pick<CallFacts, 'model' | 'keyId'>): string {
  const name = [...model].slice(0, 200).join('');
  return keyId === null ? `Model call: ${name}` : `Model call: ${name} (key ${keyId})`;
}

const DESCRIPTION = /^Model call: (.*?)(?: \(key (\d+)\))?$/su;

/** What a hold's description tells of its call. */
export function describedCall(description: string): Pick<CallFacts, 'model' | 'keyId'> {
  const [, model = '', key] = DESCRIPTION.exec(description) ?? [];
  return { model, keyId: key === undefined ? null : Number(key) };
}
