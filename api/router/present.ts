type Present<T> = { [Name in keyof T]?: Exclude<T[Name], undefined> };

/** What was given of a body's fields: who leaves a field out wishes nothing of it. */
export function present<T extends object>(fields: T): Present<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Present<T>;
}

/** A limit of 0 is none. */
export function limitOf(value: number | null | undefined): number | null | undefined {
  return value === 0 ? null : value;
}
