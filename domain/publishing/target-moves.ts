import type { Clock } from '../clock';
import { inTransaction } from '../db/transaction';
import type { News } from '../notifications/notification';
import { notify, type Notifying } from '../notifications/notify';
import type { Target, TargetState } from './publication';
import { recordNews } from './publication-news';
import { moveTarget, readTarget } from './target-rows';

export interface TargetDependencies extends Notifying {
  readonly clock: Clock;
}

type Columns = Readonly<Record<string, string | null>>;

/** Moves of a target from states that it must be in; each answers whether it was. */
export interface TargetMoves {
  move(
    id: number,
    from: readonly TargetState[],
    columns: { readonly state: TargetState } & Columns,
    step?: string,
  ): Promise<boolean>;
  /** The same where its owner is told of it, in one transaction. */
  moveAndTell(
    id: number,
    from: readonly TargetState[],
    columns: { readonly state: TargetState } & Columns,
    more?: { readonly newsOf?: (target: Target) => News | undefined; readonly step?: string | undefined },
  ): Promise<boolean>;
}

export function createTargetMoves({ db, clock, tellOwner }: TargetDependencies): TargetMoves {
  return {
    move: (id, from, columns, step) => moveTarget(db, id, from, columns, clock.now(), { step }),

    moveAndTell: (id, from, columns, { newsOf = recordNews, step } = {}) =>
      inTransaction(db, async (tx) => {
        const now = clock.now();
        if (!(await moveTarget(db, id, from, columns, now, { tx, step }))) return false;
        const target = await readTarget(db, id, tx);
        const news = target && newsOf(target);
        if (news) await notify({ db, tellOwner }, news, now, tx);
        return true;
      }),
  };
}
