import type { StopReason } from '../../exchange/events';

const READ: Readonly<Record<string, StopReason>> = {
  end_turn: 'stop',
  tool_use: 'tools',
  max_tokens: 'length',
  model_context_window_exceeded: 'length',
  stop_sequence: 'sequence',
  refusal: 'refusal',
  pause_turn: 'pause',
};

const WRITTEN: Readonly<Record<StopReason, string>> = {
  stop: 'end_turn',
  tools: 'tool_use',
  length: 'max_tokens',
  sequence: 'stop_sequence',
  refusal: 'refusal',
  // Claude knows no other word for an answer that was withheld.
  filter: 'refusal',
  pause: 'pause_turn',
};

/** A reason that is new to us ends the answer all the same. */
export function readStopReason(name: string): StopReason {
  return Object.hasOwn(READ, name) ? (READ[name] ?? 'stop') : 'stop';
}

export function writeStopReason(reason: StopReason): string {
  return WRITTEN[reason];
}
