import { UpstreamFailure } from './upstream-failure';

/** The time that an upstream may be silent, and the signal that carries that limit and the caller's abort to it. */
export class Deadline {
  readonly #abort = new AbortController();
  readonly #timeoutMs: number;
  readonly #caller: AbortSignal;
  readonly #onCallerAbort = (): void => this.#abort.abort(this.#caller.reason);

  constructor(timeoutMs: number, caller: AbortSignal) {
    this.#timeoutMs = timeoutMs;
    this.#caller = caller;
    caller.addEventListener('abort', this.#onCallerAbort, { once: true });
    if (caller.aborted) this.#onCallerAbort();
  }

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /**
   * One exchange with the upstream. The clock runs only while it does: a caller who is slow to read is not the
   * upstream's fault.
   * @throws UpstreamFailure for whatever the exchange throws; the caller's reason when the caller aborted.
   */
  async within<T>(exchange: () => Promise<T>): Promise<T> {
    let expired = false;
    const timer = setTimeout(() => {
      expired = true;
      this.#abort.abort();
    }, this.#timeoutMs);
    try {
      return await exchange();
    } catch (cause) {
      this.#caller.throwIfAborted();
      if (cause instanceof UpstreamFailure) throw cause;
      if (expired) {
        throw new UpstreamFailure(`The upstream was silent for ${this.#timeoutMs} ms`, {
          retryable: true,
          cause,
        });
      }
      throw new UpstreamFailure('The upstream could not be reached', {
        retryable: !isRedirect(cause),
        cause,
      });
    } finally {
      clearTimeout(timer);
    }
  }

  /** Closes the connection when the exchange is not over yet, and lets go of the caller's signal. */
  end(): void {
    this.#caller.removeEventListener('abort', this.#onCallerAbort);
    this.#abort.abort();
  }
}

/** undici words it so; it gives no code to go by. */
function isRedirect(error: unknown): boolean {
  const { message } = (error as { cause?: { message?: unknown } }).cause ?? {};
  return message === 'unexpected redirect';
}
