import type { Losses } from '../../exchange/losses';
import type { Message, ModelRequest, ReasoningWish } from '../../exchange/request';
import type { JsonObject } from '../protocol';
import { thinksAdaptively } from './models';

/** What a request says of thinking, and what follows from it. */
export interface Reasoning {
  readonly thinking?: JsonObject;
  readonly effort?: string;
  readonly maxTokens: number;
  readonly isOn: boolean;
}

/** The budgets that stand for efforts, in tokens. */
const BUDGETS = { minimal: 1024, low: 1024, medium: 4096, high: 16_384, xhigh: 32_000, max: 32_000 } as const;

const SMALLEST_BUDGET = 1024;

/**
 * Older models take a budget, newer ones an effort: each is told in its own way what the caller asked for in either.
 * A budget counts toward `max_tokens`, so that the limit is raised by it rather than leaving no room for the answer.
 */
export function writeReasoning(
  request: ModelRequest,
  model: string,
  maxTokens: number,
  losses: Losses,
): Reasoning {
  const wish = request.reasoning;
  if (!wish) return { maxTokens, isOn: false };
  if (wish.effort === 'none' || wish.budgetTokens === 0) {
    return { thinking: { type: 'disabled' }, maxTokens, isOn: false };
  }
  const isAdaptive = thinksAdaptively(model) || wish.budgetTokens === -1;
  if (isForced(request) || (!isAdaptive && resumesWithoutThoughts(request.messages))) {
    // The API answers 400 to either together with thinking.
    losses.add('reasoning');
    return { maxTokens, isOn: false };
  }
  if (isAdaptive) {
    const effort = effortOf(wish);
    const display = wish.visible === undefined ? {} : { display: wish.visible ? 'summarized' : 'omitted' };
    return {
      thinking: { type: 'adaptive', ...display },
      ...(effort !== undefined && { effort }),
      maxTokens,
      isOn: true,
    };
  }
  const budget = Math.max(SMALLEST_BUDGET, wish.budgetTokens ?? budgetOf(wish));
  return {
    thinking: {
      type: 'enabled',
      budget_tokens: budget,
      ...(wish.visible === false && { display: 'omitted' }),
    },
    maxTokens: budget < maxTokens ? maxTokens : budget + maxTokens,
    isOn: true,
  };
}

function budgetOf({ effort = 'medium' }: ReasoningWish): number {
  return effort === 'none' ? 0 : BUDGETS[effort];
}

function effortOf({ effort, budgetTokens = -1 }: ReasoningWish): string | undefined {
  if (effort !== undefined) return effort === 'minimal' ? 'low' : effort;
  if (budgetTokens < 0) return undefined;
  if (budgetTokens <= BUDGETS.low) return 'low';
  return budgetTokens <= BUDGETS.medium ? 'medium' : 'high';
}

function isForced({ toolChoice, tools }: ModelRequest): boolean {
  return tools.length > 0 && (toolChoice === 'required' || typeof toolChoice === 'object');
}

/**
 * With a budget, the turn that waits for tools' results must begin with the thoughts that led to the calls. There
 * are none to send where another family's model made them.
 */
function resumesWithoutThoughts(messages: readonly Message[]): boolean {
  const isResult = messages.at(-1)?.parts.some(({ type }) => type === 'tool-result');
  const asked = messages.findLast(({ role }) => role === 'assistant');
  return isResult === true && asked?.parts.some(isClaudeThought) === false;
}

function isClaudeThought(part: Message['parts'][number]): boolean {
  return part.type === 'thinking' && part.signature?.family === 'claude';
}
