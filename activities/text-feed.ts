import type { Clock } from '../domain/clock';
import type { TextPiece } from '../domain/jobs/live-texts';

/** Says a text as it is written, in pieces that are worth a message each. */
export interface TextFeed {
  /** What was said counts no more: the text begins anew. */
  begin(): void;
  more(text: string): void;
  /** Keeps the text as it is, says what is left, and nothing after it. */
  end(): Promise<void>;
}

interface Outlets {
  readonly clock: Clock;
  /** Never throws, never waits. */
  readonly say: (piece: TextPiece) => void;
  /**
   * Writes down all of a text so far: before its first piece is said, so that nobody is shown what is nowhere kept, and
   * then now and then. Until it could be, nothing is said.
   */
  readonly keep: (text: string) => Promise<void>;
  /** Told why something could not be kept. */
  readonly onFailure: (error: unknown) => void;
}

/** As often as an eye notices: a model's words come one by one, and many at once. */
const EVERY_MS = 50;
/** What the loss of a worker can cost a text that is cancelled before another one has gone on with it. */
const KEEP_EVERY_MS = 1_000;

export function createTextFeed({ clock, say, keep, onFailure }: Outlets, everyMs = EVERY_MS): TextFeed {
  let all = '';
  /** How much of it was said. */
  let said = 0;
  let keptAt = 0;
  /** Counts the times that the text began. */
  let beginnings = 0;
  let timer: NodeJS.Timeout | undefined;
  /** One flush after the other. */
  let flushing: Promise<void> = Promise.resolve();

  const wait = () => {
    clearTimeout(timer);
    timer = undefined;
  };

  async function kept(text: string): Promise<boolean> {
    try {
      await keep(text);
      keptAt = clock.now().getTime();
      return true;
    } catch (error) {
      onFailure(error);
      return false;
    }
  }

  async function flush(isLast: boolean): Promise<void> {
    const [text, beginning] = [all, beginnings];
    if (text === '') return;
    const isDue = isLast || said === 0 || clock.now().getTime() - keptAt >= KEEP_EVERY_MS;
    if (isDue && !(await kept(text)) && said === 0) return;
    if (beginning !== beginnings || text.length === said) return;
    say({ at: said, text: text.slice(said) });
    said = text.length;
  }

  return {
    begin() {
      wait();
      beginnings += 1;
      all = '';
      said = 0;
    },
    more(text) {
      all += text;
      timer ??= setTimeout(() => {
        timer = undefined;
        flushing = flushing.then(() => flush(false));
      }, everyMs);
    },
    async end() {
      wait();
      flushing = flushing.then(() => flush(true));
      await flushing;
    },
  };
}
