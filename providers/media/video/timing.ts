/**
 * Shares a number of whole frames out by weight, to the last frame.
 * @param least what each share gets at least, as far as there are enough frames for it.
 */
export function shareFrames(total: number, weights: readonly number[], least: number): number[] {
  const floor = Math.min(Math.floor(least), Math.floor(total / weights.length));
  const spare = total - floor * weights.length;
  const sum = weights.reduce((a, b) => a + b, 0);
  let [weightSoFar, given] = [0, 0];
  return weights.map((weight) => {
    // Rounding the running sum, not each share, is what makes them add up.
    weightSoFar += weight;
    const until = Math.round((spare * weightSoFar) / sum);
    const frames = floor + until - given;
    given = until;
    return frames;
  });
}
