import type { Clock } from '../../domain/clock';
import type { Database } from '../../domain/db/database';
import { keepTalks, MARGIN_BYTES, type BodyPart, type CallTalk } from '../../domain/gateway/call-bodies';
import type { CallerAnswer } from './caller';

/** Keeps what is said in calls, for administrators, where the installation asks for it. It delays no answer. */
export interface Transcripts {
  /** The caller's answer, which is listened to from now on; `done` keeps what was heard. */
  listen(callId: string, request: Buffer, caller: CallerAnswer): Listener;
  /** Resolves when all that was heard is kept. */
  idle(): Promise<void>;
}

export interface Listener {
  readonly caller: CallerAnswer;
  done(): void;
}

/** What is kept of each body, and for how long. */
export interface TranscriptSettings {
  readonly days: number;
  readonly largestBytes: number;
}

const DAY_MS = 86_400_000;
/** More that waits to be written is dropped: the calls matter, and what was said in them does not. */
const MOST_WAITING_BYTES = 64 * 1024 * 1024;
/** So much goes into one transaction. */
const BATCH_BYTES = 1024 * 1024;

export function createTranscripts(
  { days, largestBytes: largest }: TranscriptSettings,
  {
    db,
    clock,
    onFailure,
  }: { readonly db: Database; readonly clock: Clock; readonly onFailure: (error: unknown) => void },
): Transcripts {
  const waiting: CallTalk[] = [];
  let waitingBytes = 0;
  let writing: Promise<void> | undefined;

  function keep(talk: CallTalk): void {
    if (waitingBytes + sizeOf(talk) > MOST_WAITING_BYTES) {
      onFailure(new Error('what was said in calls comes faster than it is written: some is not kept'));
      return;
    }
    waiting.push(talk);
    waitingBytes += sizeOf(talk);
    writing ??= write().finally(() => (writing = undefined));
  }

  async function write(): Promise<void> {
    // A turn of the event loop: the answer goes out first.
    await new Promise(setImmediate);
    while (waiting.length > 0) {
      const batch = nextBatch();
      try {
        await keepTalks(db, batch, { largest, expiresAt: new Date(clock.now().getTime() + days * DAY_MS) });
      } catch (error) {
        onFailure(error);
      }
    }
  }

  function nextBatch(): CallTalk[] {
    let size = 0;
    const last = waiting.findIndex((talk) => (size += sizeOf(talk)) >= BATCH_BYTES);
    const batch = waiting.splice(0, last < 0 ? waiting.length : last + 1);
    for (const talk of batch) waitingBytes -= sizeOf(talk);
    return batch;
  }

  return {
    listen(callId, request, caller) {
      const answer = new Beginning(largest + MARGIN_BYTES);
      return {
        caller: listenedTo(caller, answer),
        done() {
          const asked = new Beginning(largest + MARGIN_BYTES);
          asked.add(request);
          keep({ callId, request: asked.part(), answer: answer.part() });
        },
      };
    },
    async idle() {
      await writing;
    },
  };
}

/** The same answer, each piece of which is heard as it goes out. */
function listenedTo(caller: CallerAnswer, heard: Beginning): CallerAnswer {
  return {
    get gone() {
      return caller.gone;
    },
    header: (name, value) => caller.header(name, value),
    whole(bytes) {
      heard.add(bytes);
      caller.whole(bytes);
    },
    more(bytes) {
      heard.add(bytes);
      return caller.more(bytes);
    },
    end: () => caller.end(),
    dropIfStalled: () => caller.dropIfStalled(),
  };
}

/** The first bytes of what goes by, and how many there were in all. */
class Beginning {
  private readonly pieces: Buffer[] = [];
  private kept = 0;
  private bytes = 0;

  constructor(private readonly most: number) {}

  add(piece: Buffer | string): void {
    this.bytes += Buffer.byteLength(piece);
    if (this.kept >= this.most) return;
    // A copy: a part of a large body would keep all of it in memory.
    const copy = Buffer.from(Buffer.from(piece).subarray(0, this.most - this.kept));
    this.pieces.push(copy);
    this.kept += copy.length;
  }

  part(): BodyPart {
    return { beginning: Buffer.concat(this.pieces), bytes: this.bytes };
  }
}

function sizeOf({ request, answer }: CallTalk): number {
  return request.beginning.length + answer.beginning.length;
}
