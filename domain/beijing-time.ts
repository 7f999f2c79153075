const UTC8_MS = 8 * 3_600_000;

/** What clocks in Beijing show (UTC+8), to whole seconds, without an offset: `2026-01-22T10:00:00`. */
export function beijingClock(time: Date): string {
  return new Date(time.getTime() + UTC8_MS).toISOString().slice(0, 19);
}

/** The moment at which clocks in Beijing show `2026-01-22T10:00:00`; undefined where they never do. */
export function fromBeijingClock(text: string): Date | undefined {
  const time = new Date(Date.parse(`${text}Z`) - UTC8_MS);
  return Number.isNaN(time.getTime()) || beijingClock(time) !== text ? undefined : time;
}
