/** What differs from one generation of Gemini models to the next, told from their names. */

/** From 3 on thinking has levels; before, budgets. */
export function thinksInLevels(model: string): boolean {
  return /gemini-(?:[3-9]|\d\d)/.test(model);
}

/** Models before 2.5 do not think, and answer 400 when asked to. */
export function thinks(model: string): boolean {
  return !/gemini-(?:1|2\.0)/.test(model);
}

/** The larger ones cannot do without thinking. */
export function mustThink(model: string): boolean {
  return /-pro\b/.test(model);
}
