import type { TextPiece } from '../domain/jobs/live-texts';

/** Says a text as it is written, in pieces that are worth a message each. */
export interface TextFeed {
  /** What was said counts no more: the text begins anew. */
  begin(): void;
  more(text: string): void;
  /** Says what is left, and nothing after it. */
  end(): void;
}

/** As often as an eye notices: a model's words come one by one, and many at once. */
const EVERY_MS = 50;

export function createTextFeed(say: (piece: TextPiece) => void, everyMs = EVERY_MS): TextFeed {
  let at = 0;
  let unsaid = '';
  let timer: NodeJS.Timeout | undefined;

  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    if (unsaid === '') return;
    say({ at, text: unsaid });
    at += unsaid.length;
    unsaid = '';
  };
  return {
    begin() {
      clearTimeout(timer);
      timer = undefined;
      at = 0;
      unsaid = '';
    },
    more(text) {
      unsaid += text;
      timer ??= setTimeout(flush, everyMs);
    },
    end: flush,
  };
}
