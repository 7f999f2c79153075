import { NO_USAGE, type Usage } from '../../domain/gateway/usage';
import type { ModelEvent } from '../../providers/llm/exchange/events';
import { tokensIn } from '../../providers/llm/tokens';

/** What an answer used, and who says so. */
export interface Metered {
  readonly usage: Usage;
  /** `reported` by the upstream; `estimated` by us, for the upstream did not tell, or not to its end. */
  readonly source: 'reported' | 'estimated';
}

/**
 * Counts an answer as it passes, in constant memory. The upstream's own figures stand where it gave them at the
 * proper end; else what passed is estimated.
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

  /** @param inputTokens our own estimate of the prompt. */
  constructor(private readonly inputTokens: number) {}

  see(events: readonly ModelEvent[]): void {
    for (const event of events) this.seeOne(event);
  }

  /** Tokens that passed so far, estimated. */
  get passed(): number {
    return Math.ceil(this.answerTokens + this.thoughtTokens);
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
    if (this.ended && this.hasOutput) return { usage: this.reported, source: 'reported' };
    const reasoning = Math.ceil(this.thoughtTokens);
    const usage = {
      ...(this.hasInput ? this.reported : { ...NO_USAGE, input: this.inputTokens }),
      output: Math.max(this.passed, this.reported.output),
      reasoning: Math.max(reasoning, this.reported.reasoning),
    };
    return { usage, source: 'estimated' };
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
