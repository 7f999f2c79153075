import type { Dispatcher } from 'undici';

/** A dispatcher for one call, which nobody closes until the call is done with it. */
export interface Lent {
  readonly dispatcher: Dispatcher;
  /** To be called once nothing more is read of the call's answer; more often does nothing. */
  giveBack(): void;
}

interface Kept {
  readonly dispatcher: Dispatcher;
  /** Calls that go through it now. */
  calls: number;
}

/** Dispatchers that are kept with their open connections, by what they lead to. */
export interface KeptDispatchers {
  /** The one of that name, made unless it is there. */
  lend(name: string, make: () => Dispatcher): Lent;
  /** Closes all, also those with calls, which fail. */
  destroy(): Promise<void>;
}

/** Keeps the `most` that were used last. Whichever leaves is closed when its last call is done, and never under one. */
export function keepDispatchers(most: number): KeptDispatchers {
  /** In the order of their last use. */
  const kept = new Map<string, Kept>();
  const leaving = new Set<Kept>();

  function close(each: Kept): void {
    leaving.delete(each);
    // Nobody waits for what is idle.
    each.dispatcher.close().catch(() => undefined);
  }

  function makeRoom(): void {
    const [oldest] = kept;
    if (kept.size < most || !oldest) return;
    const [name, each] = oldest;
    kept.delete(name);
    leaving.add(each);
    if (each.calls === 0) close(each);
  }

  return {
    lend(name, make) {
      const known = kept.get(name);
      if (known) kept.delete(name);
      else makeRoom();
      const each = known ?? { dispatcher: make(), calls: 0 };
      kept.set(name, each);
      each.calls++;
      let isLent = true;
      return {
        dispatcher: each.dispatcher,
        giveBack() {
          if (!isLent) return;
          isLent = false;
          each.calls--;
          if (each.calls === 0 && leaving.has(each)) close(each);
        },
      };
    },

    async destroy() {
      await Promise.all([...kept.values(), ...leaving].map(({ dispatcher }) => dispatcher.destroy()));
    },
  };
}
