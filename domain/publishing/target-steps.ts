import { randomUUID } from 'node:crypto';
import { dateTime } from '../db/columns';
import { selectRows } from '../db/rows';
import type { References } from './adapter';
import type { Target, TargetState } from './publication';
import { createTargetMoves, type TargetDependencies } from './target-moves';
import { mergeReferences } from './target-rows';

/**
 * Work at a target until the platform has been asked to publish. A step has a name, and who begins one ends those before
 * it: a worker that was thought lost and goes on changes nothing any more.
 */
export interface TargetSteps {
  /** What is to be uploaded is being uploaded. Answers the step, or undefined where there is nothing to upload. */
  preparing(id: number): Promise<string | undefined>;
  prepared(id: number, step: string): Promise<void>;
  /** Adds to what the platform has named; false when the step is over. */
  keep(id: number, more: References, step: string): Promise<boolean>;
  /**
   * Before the platform is asked to publish: the step of the one who asks, undefined for everybody else. Nobody asks
   * after that, unless `notSubmitted` says that the platform surely was not asked.
   */
  submitting(id: number): Promise<string | undefined>;
  /** Whoever asks the platform still waits for its answer. */
  hold(id: number, step: string): Promise<void>;
  /** Whether somebody waits for the platform's answer: what it says meanwhile tells nothing of what it will have done. */
  isHeld(target: Target): boolean;
  notSubmitted(id: number, step: string): Promise<void>;
  /** The answer never came, and so nobody knows. */
  answerLost(id: number, message: string, step: string): Promise<void>;
}

/** A worker that is lost is waited for so long; one that is alive says so more often. */
const HOLD_MS = 20_000;
const PREPARING: readonly TargetState[] = ['waiting', 'preparing'];

export function createTargetSteps(dependencies: TargetDependencies): TargetSteps {
  const { db, clock } = dependencies;
  const { move, moveAndTell } = createTargetMoves(dependencies);
  const heldUntil = () => dateTime(new Date(clock.now().getTime() + HOLD_MS));

  async function begin(
    id: number,
    from: readonly TargetState[],
    columns: { readonly state: TargetState } & Readonly<Record<string, string>>,
  ): Promise<string | undefined> {
    const step = randomUUID();
    return (await move(id, from, { ...columns, step })) ? step : undefined;
  }

  return {
    preparing: (id) => begin(id, PREPARING, { state: 'preparing' }),
    prepared: async (id, step) => void (await move(id, PREPARING, { state: 'prepared' }, step)),

    async keep(id, more, step) {
      if (await mergeReferences(db, id, more, { step })) return true;
      // What says the same again changes nothing.
      const query = 'SELECT 1 FROM publication_targets WHERE id = ? AND step = ?';
      return (await selectRows(db, query, [id, step])).length > 0;
    },

    submitting: (id) =>
      begin(id, ['prepared'], {
        state: 'submitting',
        submitted_at: dateTime(clock.now()),
        held_until: heldUntil(),
      }),
    hold: async (id, step) =>
      void (await move(id, ['submitting'], { state: 'submitting', held_until: heldUntil() }, step)),
    isHeld: ({ state, heldUntil: until }) => state === 'submitting' && until !== null && until > clock.now(),
    notSubmitted: async (id, step) =>
      void (await move(
        id,
        ['submitting'],
        { state: 'prepared', submitted_at: null, held_until: null },
        step,
      )),
    answerLost: async (id, message, step) =>
      void (await moveAndTell(id, ['submitting'], { state: 'unknown', message }, { step })),
  };
}
