const UTC8_MS = 8 * 3_600_000;

/** What calendars and clocks in Beijing show (UTC+8, all year), as the UTC fields of the answer. */
export function inBeijing(time: Date): Date {
  return new Date(time.getTime() + UTC8_MS);
}

/** The moment of which `inBeijing` answers this. */
export function outOfBeijing(shown: Date): Date {
  return new Date(shown.getTime() - UTC8_MS);
}

/** What clocks in Beijing show, to whole seconds, without an offset: `2026-01-22T10:00:00`. */
export function beijingClock(time: Date): string {
  return inBeijing(time).toISOString().slice(0, 19);
}

/** The moment at which clocks in Beijing show `2026-01-22T10:00:00`; undefined where they never do. */
export function fromBeijingClock(text: string): Date | undefined {
  const time = outOfBeijing(new Date(Date.parse(`${text}Z`)));
  return Number.isNaN(time.getTime()) || beijingClock(time) !== text ? undefined : time;
}

/** The day in Beijing, `2026-01-22`. */
export function beijingDay(time: Date): string {
  return beijingClock(time).slice(0, 10);
}

/** The moment at which a time's day in Beijing began. */
export function startOfBeijingDay(time: Date): Date {
  return new Date(Date.parse(`${beijingDay(time)}T00:00:00Z`) - UTC8_MS);
}

/** The same of a column of the database. */
export function beijingDayOf(column: string): string {
  return `DATE_FORMAT(${column} + INTERVAL ${UTC8_MS / 3_600_000} HOUR, '%Y-%m-%d')`;
}
