import { NO_USAGE, type Usage } from '../../domain/gateway/usage';
import type { ModelEvent } from '../../providers/llm/exchange/events';
import { tokensIn } from '../../providers/llm/tokens';

/** What an answer used, and who says so. */
export interface Metered {
  readonly usage: Usage;
  /** `reported` by the upstream; `estimated` by us, for the upstream did not tell, or not to its end. */
  readonly source: 'reported' | 'estimated';
}

/** What a call was expected to use, when it was let in. */
export interface Expected {
  /** Our own estimate of the prompt. */
  readonly input: number;
  /** The most that was set aside for. */
  readonly output: number;
  /** Whether the caller said how long the answer may be; else `output` is what the model usually may. */
  readonly isLimited: boolean;
}

/** More input than any model takes. */
const MOST_INPUT = 4_000_000;
/** More output than any model makes where nobody limits it. */
const MOST_OUTPUT = 200_000;
/** Some vendors let a model think beyond the limit that the caller gave. */
const MOST_REASONING = 65_536;
/** Vendors count in their own ways, and stop a little late. */
const SLACK = 64;
const RUNAWAY = 4;
const RUNAWAY_FLOOR = 2_000;

/**
 * Counts an answer as it passes, in constant memory. The upstream's own figures stand where it gave them at the
 * proper end and they can be true; else what passed is estimated.
 */
export class Meter {
  private reported: Usage = NO_USAGE;
  private hasOutput = false;
  private hasInput = false;
  private ended = false;
  private answerTokens = 0;
  private thoughtTokens = 0;
  private readonly thinking = new Set<number>();
  private pictures = 0;

  constructor(private readonly expected: Expected) {}

  see(events: readonly ModelEvent[]): void {
    for (const event of events) this.seeOne(event);
  }

  /** Tokens that passed so far, estimated. */
  get passed(): number {
    return Math.ceil(this.answerTokens + this.thoughtTokens);
  }

  /** Whether the answer goes on far beyond what was asked for. */
  get isRunaway(): boolean {
    const { output, isLimited } = this.expected;
    if (isLimited && this.answerTokens > Math.max(RUNAWAY_FLOOR, RUNAWAY * output)) return true;
    return this.passed > Math.max(MOST_OUTPUT, RUNAWAY * output);
  }

  /** Whether the upstream told figures that cannot be true. */
  get isImplausible(): boolean {
    return this.reported.input > MOST_INPUT || this.reported.output > this.mostOutput;
  }

  /** Pictures that passed. */
  get images(): number {
    return this.pictures;
  }

  /** Whether the answer reached its end. */
  get isWhole(): boolean {
    return this.ended;
  }

  result(): Metered {
    const { input, output } = this.reported;
    // No prompt is read for nothing, and no text comes of nothing.
    const isInputTold = this.hasInput && input <= MOST_INPUT && (input > 0 || this.expected.input === 0);
    const isOutputTold = this.hasOutput && output <= this.mostOutput && (output > 0 || this.passed === 0);
    if (this.ended && isOutputTold && isInputTold) return { usage: this.reported, source: 'reported' };
    const told = isOutputTold ? this.reported : NO_USAGE;
    const usage = {
      ...(isInputTold ? this.reported : { ...NO_USAGE, input: this.expected.input }),
      output: Math.max(this.passed, told.output),
      reasoning: Math.max(Math.ceil(this.thoughtTokens), told.reasoning),
    };
    return { usage, source: 'estimated' };
  }

  private get mostOutput(): number {
    const { output, isLimited } = this.expected;
    const passed = 2 * this.passed;
    if (!isLimited) return Math.max(MOST_OUTPUT, RUNAWAY * output, passed);
    return Math.max(output, passed) + Math.min(this.reported.reasoning, MOST_REASONING) + SLACK;
  }

  private seeOne(event: ModelEvent): void {
    switch (event.type) {
      case 'usage':
        this.reported = { ...this.reported, ...event.usage };
        this.hasInput ||= event.usage.input !== undefined;
        this.hasOutput ||= event.usage.output !== undefined;
        break;
      case 'block-start':
        if (event.block.kind === 'thinking') this.thinking.add(event.index);
        if (event.block.kind === 'image') this.pictures += 1;
        // A tool's name and the frame around it are tokens as well.
        if (event.block.kind === 'tool') this.answerTokens += 8 + tokensIn(event.block.name);
        break;
      case 'block-end':
        this.thinking.delete(event.index);
        break;
      case 'delta':
        if (this.thinking.has(event.index)) this.thoughtTokens += tokensIn(event.text);
        else this.answerTokens += tokensIn(event.text);
        break;
      case 'end':
        this.ended = true;
        break;
      default:
    }
  }
}
