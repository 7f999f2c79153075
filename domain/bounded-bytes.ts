/** Runs work that holds so many bytes in memory, in the order of asking; rejects with the signal's reason when aborted. */
export type BoundedBytes = <T>(bytes: number, signal: AbortSignal, work: () => Promise<T>) => Promise<T>;

/** All work together holds at most so many bytes; what alone holds more runs alone. */
export function boundedBytes(most: number): BoundedBytes {
  const line: { readonly bytes: number; readonly begin: () => void }[] = [];
  let held = 0;

  const advance = () => {
    for (let next = line[0]; next && held + next.bytes <= most; next = line[0]) {
      line.shift();
      held += next.bytes;
      next.begin();
    }
  };

  return async (wanted, signal, work) => {
    signal.throwIfAborted();
    const bytes = Math.min(wanted, most);
    await new Promise<void>((resolve, reject) => {
      const leave = () => {
        line.splice(line.indexOf(waiting), 1);
        reject(signal.reason as Error);
        advance();
      };
      const waiting = {
        bytes,
        begin: () => {
          signal.removeEventListener('abort', leave);
          resolve();
        },
      };
      signal.addEventListener('abort', leave, { once: true });
      line.push(waiting);
      advance();
    });
    try {
      return await work();
    } finally {
      held -= bytes;
      advance();
    }
  };
}
