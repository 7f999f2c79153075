const UTC8_MS = 8 * 3_600_000;

/** A time as the agent surface writes it: Beijing time with its offset, whole seconds. */
export function beijingTime(time: Date): string {
  return `${new Date(time.getTime() + UTC8_MS).toISOString().slice(0, 19)}+08:00`;
}
