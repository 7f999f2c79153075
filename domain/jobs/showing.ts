import type { Jobs } from './jobs';
import type { LiveTexts, TextPiece } from './live-texts';

/** A reader of a text that is being written. */
export interface Showing {
  /** Ends it. Resolves when everything that was heard until then is shown, or is known not to be. */
  end(): Promise<void>;
}

/**
 * Shows a text to its owner while it is written. That it is shown is on record before the first piece is (`Jobs.show`):
 * what was shown is paid for. While that cannot be written, nothing is shown; the text comes with the job's end.
 */
export async function showText(
  { show }: Pick<Jobs, 'show'>,
  hear: LiveTexts['hear'],
  jobId: string,
  tell: (piece: TextPiece) => void,
): Promise<Showing> {
  let mayShow = false;
  /** What came while the record is being written. */
  let held: TextPiece[] | undefined;
  let asking: Promise<void> = Promise.resolve();

  async function ask(pieces: TextPiece[]): Promise<void> {
    mayShow = await show(jobId).catch(() => false);
    held = undefined;
    if (mayShow) pieces.forEach(tell);
  }

  const leave = await hear(jobId, (piece) => {
    if (mayShow) tell(piece);
    else if (held) held.push(piece);
    else asking = ask((held = [piece]));
  });
  return {
    async end() {
      leave();
      await asking;
    },
  };
}
