import { CallFailure } from '../../providers/llm/exchange/failure';
import type { Piece } from '../../providers/llm/upstream/conversion';
import type { Begun } from './attempts';
import type { CallerAnswer } from './caller';
import type { Meter } from './meter';

/** How an answer ended that had begun. */
export type Delivered = 'whole' | 'aborted' | { readonly failed: unknown };

export interface Delivery {
  readonly caller: CallerAnswer;
  readonly meter: Meter;
  readonly stream: boolean;
  /** What must be written down before the caller is told that the answer is whole. */
  readonly settle: () => Promise<void>;
}

/**
 * Passes an answer on to its caller, counting it. Once the caller is gone it is read on, for its figures, until its
 * signal aborts it. What the upstream sends after the answer's end is left in `answer.pieces`.
 */
export async function deliver({ first, answer }: Begun, delivery: Delivery): Promise<Delivered> {
  const { caller, meter, stream, settle } = delivery;

  async function pass({ bytes, events }: Piece): Promise<void> {
    meter.see(events);
    if (meter.isWhole) await settle();
    else if (meter.isRunaway)
      throw new CallFailure('upstream', { zh: '模型没有停止输出', en: 'The model would not stop.' });
    if (bytes === undefined || caller.gone.aborted) return;
    if (stream) await caller.more(bytes);
    else caller.whole(bytes);
  }

  try {
    for (const piece of first) await pass(piece);
    while (!meter.isWhole) {
      const next = await answer.pieces.next();
      if (next.done) throw new CallFailure('upstream', { zh: '模型没有输出', en: 'The model said nothing.' });
      await pass(next.value);
    }
    return 'whole';
  } catch (error) {
    return caller.gone.aborted ? 'aborted' : { failed: error };
  }
}

/** An upstream's connection can be used again once its answer was read to the end; who takes longer is hung up on. */
const LEFTOVER_MS = 1_000;

/** Reads what is left of an answer, and throws it away. */
export async function readOff({ pieces }: Begun['answer'], stop: () => void): Promise<void> {
  const impatience = setTimeout(stop, LEFTOVER_MS);
  try {
    while (!(await pieces.next()).done);
  } catch {
    // The answer was whole before.
  } finally {
    clearTimeout(impatience);
    stop();
  }
}
