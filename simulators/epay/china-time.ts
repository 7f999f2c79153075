const EIGHT_HOURS = 8 * 3600 * 1000;

/** `2026-01-22 18:00:00`: the provider writes all its times in UTC+8. */
export function chinaTime(at: number): string {
  return new Date(at + EIGHT_HOURS).toISOString().slice(0, 19).replace('T', ' ');
}
