import { createHash } from 'node:crypto';
import { promptUsage } from '../prompt-tokens';
import { estimateTokens } from '../tokens';
import { replyTo } from './reply-to';
import type { Block, ModelEvent, StopReason } from '../exchange/events';
import type { ModelRequest, Signature } from '../exchange/request';
import type { Reply, ReplyPart } from './reply';

export const DEMO_MODEL = 'demo-text';

/** Characters in one piece of an answer. */
const PIECE = 12;

/**
 * The model that answers when no upstream is configured, behind every protocol. It gets the same requests as a real
 * one and answers in the form that they ask for: it talks, thinks, calls tools, refuses, and is cut by the request's
 * limits. The same request has the same answer, ids and all, streamed or not. Its usage is an estimate.
 */
export function demoAnswer(request: ModelRequest): ModelEvent[] {
  const { stream: _, ...asked } = request;
  const digest = hash(JSON.stringify(asked));
  const answer = new AnswerBuilder(request, digest);
  answer.add(replyTo(request));
  return answer.events;
}

class AnswerBuilder {
  readonly events: ModelEvent[] = [];
  private next = 0;
  private used = 0;
  private reasoning = 0;

  constructor(
    private readonly request: ModelRequest,
    private readonly digest: string,
  ) {}

  add({ thought, parts }: Reply): void {
    this.events.push({ type: 'start', id: `demo-${this.digest.slice(0, 24)}`, model: DEMO_MODEL });
    this.events.push({ type: 'usage', usage: promptUsage(this.request) });
    let end: StopReason | { readonly sequence: string } = this.think(thought) ? 'stop' : 'length';
    for (const part of end === 'stop' ? parts : []) {
      end = part.kind === 'call' ? this.call(part) : this.say(part.kind, part.text);
      if (end === 'length' || typeof end === 'object') break;
    }
    this.events.push({ type: 'usage', usage: { output: this.used, reasoning: this.reasoning } });
    this.events.push(
      typeof end === 'object'
        ? { type: 'end', reason: 'sequence', stopSequence: end.sequence }
        : { type: 'end', reason: end },
    );
  }

  /** The tokens that are left. */
  private get room(): number {
    return (this.request.maxOutputTokens ?? Infinity) - this.used;
  }

  /** Whether there was room for the whole thought. */
  private think(thought: string): boolean {
    const wish = this.request.reasoning;
    if (!wish || wish.effort === 'none' || wish.budgetTokens === 0) return true;
    const told = fitting(thought, this.room);
    this.used = this.reasoning = estimateTokens(told);
    const isWhole = told === thought;
    const seal = hash(`${this.digest} thought`);
    const signature: Signature = { family: 'openai', value: Buffer.from(seal, 'hex').toString('base64') };
    // Thoughts that were cut have no seal: nobody could go on from them.
    this.block({ kind: 'thinking' }, wish.visible === false ? '' : told, isWhole ? signature : undefined);
    return isWhole;
  }

  private say(kind: 'text' | 'refusal', text: string): StopReason | { readonly sequence: string } {
    const stop = kind === 'text' ? firstStop(text, this.request.stop ?? []) : undefined;
    const wanted = stop ? text.slice(0, stop.at) : text;
    const told = fitting(wanted, this.room);
    this.used += estimateTokens(told);
    if (told !== '') this.block({ kind }, told);
    if (told !== wanted) return 'length';
    if (stop) return stop;
    return kind === 'refusal' ? 'refusal' : 'stop';
  }

  /** A call that has no room for the whole of it is not begun. */
  private call({ name, input, custom }: Extract<ReplyPart, { kind: 'call' }>): StopReason {
    const tokens = estimateTokens(`${name}${input}`);
    if (tokens > this.room) return 'length';
    this.used += tokens;
    const id = `call_${hash(`${this.digest} call ${this.next}`).slice(0, 24)}`;
    this.block({ kind: 'tool', id, name, ...(custom && { custom }) }, input);
    return 'tools';
  }

  private block(block: Block, text: string, signature?: Signature): void {
    const index = this.next++;
    this.events.push({ type: 'block-start', index, block });
    const characters = [...text];
    for (let start = 0; start < characters.length; start += PIECE) {
      this.events.push({ type: 'delta', index, text: characters.slice(start, start + PIECE).join('') });
    }
    if (signature) this.events.push({ type: 'signature', index, signature });
    this.events.push({ type: 'block-end', index });
  }
}

/** The longest start of a text that has at most so many tokens. */
function fitting(text: string, room: number): string {
  if (estimateTokens(text) <= room) return text;
  const characters = [...text];
  let [fits, tooLong] = [0, characters.length];
  while (tooLong - fits > 1) {
    const middle = (fits + tooLong) >> 1;
    if (estimateTokens(characters.slice(0, middle).join('')) <= room) fits = middle;
    else tooLong = middle;
  }
  return characters.slice(0, fits).join('');
}

/** The sequence that stops a text first, and where it begins. */
function firstStop(
  text: string,
  sequences: readonly string[],
): { readonly at: number; readonly sequence: string } | undefined {
  const found = sequences
    .map((sequence) => ({ sequence, at: sequence === '' ? -1 : text.indexOf(sequence) }))
    .filter(({ at }) => at >= 0);
  return found.sort((one, other) => one.at - other.at)[0];
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
