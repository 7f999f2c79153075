import type { Response } from 'express';

/** The requests that somebody waits in, so that a shutdown can tell them to finish. */
export interface OpenCalls {
  /** A signal for one request: aborts when its caller hangs up, and at `close`. */
  signalFor(res: Response): AbortSignal;
  /** Aborts all, now and from now on. */
  close(): void;
}

export function createOpenCalls(): OpenCalls {
  const open = new Set<AbortController>();
  let closed = false;
  return {
    signalFor(res) {
      const controller = new AbortController();
      if (closed || res.closed) controller.abort();
      open.add(controller);
      res.once('close', () => {
        open.delete(controller);
        controller.abort();
      });
      return controller.signal;
    },
    close() {
      closed = true;
      for (const controller of open) controller.abort();
    },
  };
}
