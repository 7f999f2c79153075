const UTC8_MS = 8 * 3_600_000;

/** A time as the studio surface writes it: Beijing time (UTC+8), whole seconds, no offset. */
export function localTime(time: Date): string {
  return new Date(time.getTime() + UTC8_MS).toISOString().slice(0, 19);
}

export function localTimeOrNull(time: Date | null): string | null {
  return time && localTime(time);
}
