/** Who wants to hear of something, by what it is about. */
export class Listeners<K, L> {
  private readonly byKey = new Map<K, Set<L>>();

  /** Answers what takes the listener away again. */
  add(key: K, listener: L): () => void {
    const listeners = this.byKey.get(key) ?? new Set();
    this.byKey.set(key, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0 && this.byKey.get(key) === listeners) this.byKey.delete(key);
    };
  }

  of(key: K): readonly L[] {
    return [...(this.byKey.get(key) ?? [])];
  }

  all(): readonly L[] {
    return [...this.byKey.values()].flatMap((listeners) => [...listeners]);
  }
}
