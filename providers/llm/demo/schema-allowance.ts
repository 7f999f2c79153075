/**
 * What schemas may have us do for one answer: they come from a caller, and a few of their words can ask for a billion
 * items, for thousands of copies of a long text, or for one that takes minutes to find. Each `take` answers whether there
 * was enough left; what does not fit ends all that comes after it.
 */
export interface SchemaAllowance {
  /** Schemas that may still be looked at. */
  readonly steps: number;
  takeStep(): boolean;
  /** Characters of the answer, as JSON has them. */
  takeCharacters(count: number): boolean;
  /** Names that are copied when schemas are put together. */
  takeCopies(count: number): boolean;
  /** Steps of a pattern's program over the characters of a text. */
  takeMatching(count: number): boolean;
}

const STEPS = 10_000;
const CHARACTERS = 200_000;
const COPIES = 1_000_000;
const MATCHING = 20_000_000;

export function schemaAllowance(): SchemaAllowance {
  let [steps, characters, copies, matching] = [STEPS, CHARACTERS, COPIES, MATCHING];
  return {
    get steps() {
      return Math.max(0, Math.min(steps, characters, copies));
    },
    takeStep: () => --steps >= 0 && characters >= 0 && copies >= 0,
    takeCharacters: (count) => (characters -= count) >= 0,
    takeCopies: (count) => (copies -= count) >= 0,
    takeMatching: (count) => (matching -= count) >= 0,
  };
}
