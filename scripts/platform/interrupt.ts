/** One press of Ctrl-C may arrive twice, from the terminal and from npm; what comes this much later is another. */
const SECOND_PRESS_MS = 700;

/** Settles at the first request to stop: Ctrl-C, SIGTERM, or a terminal that is closed. A later one `hurry`s. */
export function onInterrupt(hurry: () => void = () => undefined): Promise<'interrupted'> {
  return new Promise((resolve) => {
    let first: number | undefined;
    const stop = () => {
      first ??= Date.now();
      resolve('interrupted');
      if (Date.now() - first > SECOND_PRESS_MS) hurry();
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  });
}
