/** Remembers news that came while its owner was reading, so that none falls between reading and waiting. */
export class Bell {
  private rung = false;
  private wake: (() => void) | undefined;
  readonly remove: () => void;

  /** `listen` has `ring` called on news until what it answers is called. */
  constructor(
    listen: (ring: () => void) => () => void,
    private readonly signal: AbortSignal,
  ) {
    const ring = () => {
      this.rung = true;
      this.wake?.();
    };
    const stop = listen(ring);
    signal.addEventListener('abort', ring, { once: true });
    this.remove = () => {
      stop();
      signal.removeEventListener('abort', ring);
    };
  }

  /** Resolves at once if it rang since the last call, else when it rings, aborts, or after `ms`. */
  async rings(ms: number): Promise<void> {
    if (!this.rung && !this.signal.aborted) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        this.wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    this.wake = undefined;
    this.rung = false;
  }
}
