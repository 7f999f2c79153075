const UTC8_MS = 8 * 3_600_000;

/** What clocks in Beijing show (UTC+8), to whole seconds, without an offset: `2026-01-22T10:00:00`. */
export function beijingClock(time: Date): string {
  return new Date(time.getTime() + UTC8_MS).toISOString().slice(0, 19);
}
