/** Runs work when its turn comes, in the order of asking. */
export type Bounded = <T>(work: () => Promise<T>) => Promise<T>;

/** At most `atOnce` pieces of work run, and at most `waiting` wait; whoever comes then gets the error `full()` at once. */
export function bounded({
  atOnce,
  waiting,
  full,
}: {
  readonly atOnce: number;
  readonly waiting: number;
  readonly full: () => Error;
}): Bounded {
  const line: (() => void)[] = [];
  let running = 0;

  return async (work) => {
    if (running < atOnce) running++;
    else if (line.length >= waiting) throw full();
    else await new Promise<void>((resolve) => line.push(resolve));
    try {
      return await work();
    } finally {
      // The turn passes to the next in line, so that nobody who comes now slips in before.
      const next = line.shift();
      if (next) next();
      else running--;
    }
  };
}
