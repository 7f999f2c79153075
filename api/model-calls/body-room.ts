/** Room for the bodies that a process reads at once, in bytes: what does not fit must come again. */
export interface BodyRoom {
  /** The room that one body takes, which it grows into. */
  enter(userId: number | undefined): BodyShare;
}

export interface BodyShare {
  /** Takes more of it; answers false when there is none left. */
  grow(bytes: number): boolean;
  /** Gives all of it back. */
  leave(): void;
}

/**
 * @param all for everybody together.
 * @param each for one user, so that nobody takes it all by sending slowly.
 */
export function createBodyRoom({ all, each }: { readonly all: number; readonly each: number }): BodyRoom {
  let taken = 0;
  const byUser = new Map<number | undefined, number>();

  function add(userId: number | undefined, bytes: number): void {
    taken += bytes;
    const users = (byUser.get(userId) ?? 0) + bytes;
    if (users > 0) byUser.set(userId, users);
    else byUser.delete(userId);
  }

  return {
    enter(userId) {
      let own = 0;
      return {
        grow(bytes) {
          if (taken + bytes > all || (byUser.get(userId) ?? 0) + bytes > each) return false;
          own += bytes;
          add(userId, bytes);
          return true;
        },
        leave() {
          add(userId, -own);
          own = 0;
        },
      };
    },
  };
}
