/**
 * A time as a DATETIME(3) literal, in UTC. Raw statements need it: given a Date, Sequelize drops the
 * milliseconds.
 */
export function dateTime(time: Date): string {
  return time.toISOString().replace('T', ' ').replace('Z', '');
}

/** The value of a JSON column: MySQL's driver parses it, MariaDB's may hand over the text. */
export function readJson<T>(column: unknown): T {
  return (typeof column === 'string' ? JSON.parse(column) : column) as T;
}
