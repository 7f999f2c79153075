import type { Clock } from '../../domain/clock';
import type { ChannelFailures, ChannelOutcome } from '../../domain/gateway/channel-failures';

/** Notes how channels do, for their rows, behind the calls. */
export interface ChannelOutcomes {
  worked(channel: number): void;
  /** It failed, and that is its own fault. */
  failed(channel: number, reason: string): void;
  /** Writes down what was noted. */
  close(): Promise<void>;
}

/** How long what is noted waits for more. */
const GATHER_MS = 1_000;

export function createChannelOutcomes({
  failures,
  clock,
  disableAfter,
  onFailure,
  onDisabled,
}: {
  readonly failures: Pick<ChannelFailures, 'record'>;
  readonly clock: Clock;
  /** After so many failures in a row a channel is switched off; undefined: never. */
  readonly disableAfter: number | undefined;
  readonly onFailure: (error: unknown) => void;
  /** Told of the channels that were switched off. */
  readonly onDisabled: (channels: readonly number[]) => void;
}): ChannelOutcomes {
  let gathered = new Map<number, ChannelOutcome>();
  let timer: NodeJS.Timeout | undefined;
  let writing = Promise.resolve();

  function write(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    const outcomes = [...gathered.values()];
    gathered = new Map();
    if (outcomes.length > 0) {
      // One after the other: a success must not overtake the failure before it.
      writing = writing
        .then(() => failures.record(outcomes, { disableAfter }))
        .then((disabled) => {
          if (disabled.length > 0) onDisabled(disabled);
        })
        .catch(onFailure);
    }
    return writing;
  }

  function note(outcome: ChannelOutcome): void {
    gathered.set(outcome.id, outcome);
    timer ??= setTimeout(() => void write(), GATHER_MS).unref();
  }

  return {
    worked(id) {
      const known = gathered.get(id);
      if (known?.worked && known.failures === 0) return;
      note({ id, worked: true, failures: 0, last: known?.last });
    },
    failed(id, reason) {
      const before = gathered.get(id);
      const last = { at: clock.now(), reason };
      note({ id, worked: before?.worked ?? false, failures: (before?.failures ?? 0) + 1, last });
    },
    close: write,
  };
}
