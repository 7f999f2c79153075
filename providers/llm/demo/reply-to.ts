import { outputOf, scriptStep } from './agent-steps';
import { agentTools } from './agent-tools';
import { conversationAnswer, imagesSeen } from './conversation';
import { isHarmful } from './harm';
import { mention } from './mention';
import { isChinese, type PlannedCall, type Reply } from './reply';
import { requestWords } from './request-words';
import { valueFor } from './schema-value';
import { scriptRequest } from './script-request';
import { slideContent, slideRequest } from './slide-content';
import { forcedCalls, mentionedCalls } from './tool-calls';
import { transcriptOf, userTexts, type Transcript } from './transcript';
import { writing, writingRequest } from './writing/write';
import type { ModelRequest } from '../exchange/request';

/** What the demo model answers: the same to the same request, from written-down knowledge. */
export function replyTo(request: ModelRequest): Reply {
  const transcript = transcriptOf(request);
  const { ask } = transcript;
  if (isHarmful(ask)) return refusal(ask);
  const slide = slideRequest(userTexts(request));
  if (slide) return said(slideContent(slide), 'A slide is asked for, with points and notes.');
  const piece = writingRequest(userTexts(request));
  if (piece) return said(writing(piece), 'A piece of writing is asked for, in Markdown.');

  const tools = agentTools(request);
  const isAgent = tools.writer !== undefined || tools.shell !== undefined;
  const script = scriptRequest(ask);
  const step = script && isAgent ? scriptStep(script, tools, transcript) : undefined;
  const calls = allowedCalls(request, transcript, step, isAgent);
  if (calls.length > 0) {
    const words = step?.parts.filter(({ kind }) => kind === 'text') ?? [];
    const thought = step?.thought ?? `The user asks for ${mention(ask)}. A tool can tell.`;
    return { thought, parts: [...words, ...calls.map((call) => ({ kind: 'call' as const, ...call }))] };
  }
  const text = textOf(step) ?? textAnswer(transcript);
  const thought = step?.thought ?? `The user says ${mention(ask || '…')}. I answer in words.`;
  return said(formatted(request, ask, text), thought);
}

/** The calls that are wanted next, as far as the request's choice of tools lets them. */
function allowedCalls(
  { tools, toolChoice = 'auto', parallelTools }: ModelRequest,
  { ask, steps }: Transcript,
  step: Reply | undefined,
  isAgent: boolean,
): readonly PlannedCall[] {
  if (toolChoice === 'none' || tools.length === 0) return [];
  let calls: readonly PlannedCall[] = callsIn(step);
  if (typeof toolChoice === 'object') {
    const chosen = tools.find(({ name }) => name === toolChoice.name);
    const planned = calls.filter(({ name }) => name === toolChoice.name);
    calls = planned.length > 0 || !chosen ? planned : forcedCalls(ask, chosen);
  } else if (calls.length === 0 && (toolChoice === 'required' || (!isAgent && steps.length === 0))) {
    calls = mentionedCalls(ask, tools);
    const [first] = tools;
    if (calls.length === 0 && toolChoice === 'required' && first) calls = forcedCalls(ask, first);
  }
  return parallelTools === false ? calls.slice(0, 1) : calls;
}

function callsIn(step: Reply | undefined): PlannedCall[] {
  return (step?.parts ?? []).flatMap((part) => {
    if (part.kind !== 'call') return [];
    const { kind: _, ...call } = part;
    return [call];
  });
}

/** What a step says when it calls nothing: one that only announces a call has nothing to say without it. */
function textOf(step: Reply | undefined): string | undefined {
  const [first, ...others] = step?.parts ?? [];
  return others.length === 0 && first?.kind === 'text' ? first.text : undefined;
}

/** The tools' results in words; without any, an answer to the question. */
function textAnswer({ ask, images, steps }: Transcript): string {
  const chinese = isChinese(ask);
  if (steps.length === 0) return imagesSeen(images, chinese) + conversationAnswer(ask);
  const results = steps.map(({ call, output, result }) => {
    const failed = result.isError ? (chinese ? '（失败）' : ' (failed)') : '';
    return `- ${call.name} ${call.input}${failed}: ${outputOf(output) || '…'}`;
  });
  return [chinese ? '（演示模型）工具的结果：' : '(Demo model) The tools answered:', ...results].join('\n');
}

/** The answer in the form that was asked for: JSON, or JSON of a schema. */
function formatted({ format }: ModelRequest, ask: string, text: string): string {
  if (!format) return text;
  if (format.type === 'json') return JSON.stringify({ text });
  return JSON.stringify(valueFor(format.schema, requestWords(ask)));
}

function refusal(ask: string): Reply {
  const text = isChinese(ask) ? '抱歉，我不能协助这个请求。' : 'I’m sorry, but I can’t help with that.';
  return { thought: 'This would do harm: I do not help with it.', parts: [{ kind: 'refusal', text }] };
}

function said(text: string, thought: string): Reply {
  return { thought, parts: [{ kind: 'text', text }] };
}
