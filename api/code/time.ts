/** A time as the surface writes it: Unix seconds. */
export function unixSeconds(time: Date): number {
  return Math.floor(time.getTime() / 1000);
}
