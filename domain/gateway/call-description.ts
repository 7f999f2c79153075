import type { CallFacts } from './call';

type Described = Pick<CallFacts, 'model' | 'surface' | 'keyId'>;

/** What a user's statement says; the sweeper reads from it what a call was whose process died. */
export function descriptionOf({ model, surface, keyId }: Described): string {
  const name = [...model].slice(0, 200).join('');
  return `Model call: ${name} (${keyId === null ? surface : `${surface}, key ${keyId}`})`;
}

const DESCRIPTION = /^Model call: (.*) \(([a-z]+)(?:, key (\d+))?\)$/su;
/** As it was before it named the surface, when there was one. */
const WITHOUT_SURFACE = /^Model call: (.*?)()(?: \(key (\d+)\))?$/su;

/** What a hold's description tells of its call. */
export function describedCall(description: string): Described {
  const [, model = '', surface = '', key] =
    DESCRIPTION.exec(description) ?? WITHOUT_SURFACE.exec(description) ?? [];
  return { model, surface: surface || 'gateway', keyId: key === undefined ? null : Number(key) };
}
