import { Context } from '@temporalio/activity';
import { anySignal } from '../domain/any-signal';
import type { Clock } from '../domain/clock';
import { aiServiceFailed } from '../providers/llm/attempts';
import { UpstreamFailure } from '../providers/llm/upstream-failure';
import type { Report } from './heartbeat';

/** What an attempt leaves to the next one, with its heartbeats. */
interface Spent {
  readonly silentMs: number;
}

/** What hears of a model's answer. */
export interface Ear {
  /** The model is asked anew: the silence that led to it stays counted. */
  asked(): void;
  /** It said something: the silence before it was no failure. */
  heard(): void;
}

interface Limit {
  readonly limitMs: number;
  readonly clock: Clock;
  readonly report: Report;
}

/**
 * Runs `work`, which asks a text model, and ends it when the model was silent for `limitMs` in all: what was waited for
 * in vain adds up over all tries and attempts of the activity; the time between two words of a text that goes on does
 * not. So a slow text is written to its end, and a silent vendor keeps nobody waiting for as often as it is asked again.
 * AppError AI_SERVICE_FAILED, which is final.
 */
export async function withinSilence<T>(
  { limitMs, clock, report }: Limit,
  signal: AbortSignal,
  work: (signal: AbortSignal, ear: Ear) => Promise<T>,
): Promise<T> {
  let earlier = spentEarlier();
  let since = clock.now().getTime();
  const silent = () => earlier + clock.now().getTime() - since;
  const ear: Ear = {
    asked() {
      earlier = silent();
      since = clock.now().getTime();
    },
    heard() {
      since = clock.now().getTime();
    },
  };
  const tooLong = new AbortController();
  const stop = atZero(
    () => limitMs - silent(),
    () => tooLong.abort(tooSilent(limitMs)),
  );
  try {
    return await work(anySignal(signal, tooLong.signal), ear);
  } catch (error) {
    report({ silentMs: silent() } satisfies Spent);
    throw error;
  } finally {
    stop();
  }
}

/** What earlier attempts have waited for in vain; that of one whose worker was killed is not known. */
function spentEarlier(): number {
  const spent = Context.current().info.heartbeatDetails as Spent | undefined;
  return spent?.silentMs ?? 0;
}

/** Calls `then` once nothing is `left`, in milliseconds, which may grow meanwhile. Answers how to stop. */
function atZero(left: () => number, then: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  const look = () => {
    const ms = left();
    if (ms <= 0) then();
    else timer = setTimeout(look, ms);
  };
  look();
  return () => clearTimeout(timer);
}

function tooSilent(limitMs: number) {
  const said = `the model was silent for ${limitMs / 1000} s in all`;
  return aiServiceFailed(new UpstreamFailure(said, { retryable: false, timedOut: true }));
}
