import type { ModelEvent } from '../../exchange/events';
import { UpstreamFailure } from '../../upstream-failure';
import { AnswerBlocks } from '../answer-blocks';
import { asCount, asList, asNumber, asObject, asText, asWords, objectsIn } from '../json';
import type { JsonObject } from '../protocol';
import { sourceOf } from './data-urls';
import { reportedFailure } from './failures';
import { stopReasonOf } from './finish-reasons';
import { readDetails, readThoughts } from './reasoning-details';
import { ToolCalls } from './tool-calls';
import { readUsage } from './usage';

/**
 * Reads chunks of chat completions, and whole ones, of OpenAI and of the many that copy it. Several choices only
 * come where a caller's own request is passed on: they count as one answer, for the sake of what it costs.
 */
export class ChatAnswerReader {
  private readonly blocks = new AnswerBlocks();
  private readonly tools = new ToolCalls(this.blocks);
  private readonly images = new Set<string>();
  private readonly sealed = new Set<number>();
  private isStarted = false;
  private isEnded = false;
  private finish: string | undefined;
  private saidRefusal = false;
  /** Thoughts come as plain text: their details say the same text again. */
  private thinksInPlain = false;
  private thinksOf: number | undefined;

  /** Whether it was told why the answer ended. */
  get isFinished(): boolean {
    return this.finish !== undefined;
  }

  /** @throws UpstreamFailure for an error in place of a chunk. */
  chunk(body: JsonObject): ModelEvent[] {
    return this.read(body, (choice, place) => this.delta(asObject(choice['delta']) ?? {}, place));
  }

  /** A `chat.completion`. @throws UpstreamFailure when it is none. */
  whole(body: JsonObject): ModelEvent[] {
    const events = this.read(body, (choice, place) => {
      const message = asObject(choice['message']);
      if (message === undefined) throw notAnAnswer();
      this.message(message, place);
    });
    if (!this.isStarted) throw notAnAnswer();
    return [...events, ...this.end()];
  }

  /** The answer is over. @throws UpstreamFailure when there was none. */
  end(): ModelEvent[] {
    if (this.isEnded) return [];
    if (!this.isStarted) throw new UpstreamFailure('The upstream answered nothing', { retryable: true });
    this.isEnded = true;
    this.tools.end();
    this.blocks.endAll();
    const said = { tools: this.tools.any, refusal: this.saidRefusal };
    this.blocks.add({ type: 'end', reason: stopReasonOf(this.finish ?? 'stop', said) });
    return this.blocks.take();
  }

  private read(body: JsonObject, say: (choice: JsonObject, place: string) => void): ModelEvent[] {
    const failure = reportedFailure(body);
    if (failure) throw failure;
    if (this.isEnded) return [];
    const choices = objectsIn(body['choices']);
    const usage = readUsage(body['usage']);
    // The first chunks may be empty ones that only keep the connection.
    if (choices.length > 0 || usage) this.start(body);
    choices.forEach((choice, position) => {
      say(choice, `${asCount(choice['index']) ?? position}`);
      this.finishOf(choice);
    });
    if (usage) this.blocks.add({ type: 'usage', usage });
    return this.blocks.take();
  }

  private start(body: JsonObject): void {
    if (this.isStarted) return;
    this.isStarted = true;
    const created = asNumber(body['created']);
    const named = { id: asText(body['id']) ?? '', model: asText(body['model']) ?? '' };
    this.blocks.add({ type: 'start', ...named, ...(created !== undefined && { created }) });
  }

  private finishOf(choice: JsonObject): void {
    const failure = reportedFailure(choice);
    if (failure) throw failure;
    const reason = asWords(choice['finish_reason']);
    if (reason === 'error')
      throw new UpstreamFailure('The upstream failed in its answer', { retryable: true });
    this.finish ??= reason;
  }

  /** A whole message says its thoughts once: with their seals where it has them. */
  private message(message: JsonObject, place: string): void {
    const thoughts = readThoughts(message['reasoning_details']);
    for (const { text, signature, redacted } of thoughts) {
      this.blocks.say('thinking', text);
      if (signature) this.blocks.seal(signature, redacted ?? false);
      this.blocks.endFlowing();
    }
    const { reasoning_details: _details, reasoning_content, reasoning, ...rest } = message;
    const plain = thoughts.length > 0 ? {} : { reasoning_content, reasoning };
    const calls = objectsIn(message['tool_calls']).map((call, index) => ({ ...call, index }));
    this.delta({ ...rest, ...plain, tool_calls: calls }, place);
  }

  private delta(delta: JsonObject, place: string): void {
    const thought = asWords(delta['reasoning_content']) ?? asWords(delta['reasoning']);
    if (thought !== undefined) {
      this.thinksInPlain = true;
      this.blocks.say('thinking', thought);
    }
    this.details(delta['reasoning_details']);
    this.content(delta['content']);
    this.blocks.say('text', asText(asObject(delta['audio'])?.['transcript']) ?? '');
    const refusal = asText(delta['refusal']) ?? '';
    this.saidRefusal ||= refusal !== '';
    this.blocks.say('refusal', refusal);
    for (const image of objectsIn(delta['images'])) this.image(image);
    objectsIn(delta['tool_calls']).forEach((call, index) => this.tools.piece(call, `${place}.${index}`));
    const legacy = asObject(delta['function_call']);
    if (legacy) this.tools.piece({ index: -1, function: legacy }, place);
  }

  private details(value: unknown): void {
    for (const { index, text, signature, redacted } of readDetails(value)) {
      // The list may come again, longer.
      if (index !== undefined && this.sealed.has(index)) continue;
      if (!this.thinksInPlain && text !== '') {
        if (index !== this.thinksOf) this.blocks.endFlowing();
        this.thinksOf = index;
        this.blocks.say('thinking', text);
      }
      if (signature === undefined) continue;
      this.blocks.seal(signature, redacted ?? false);
      if (index !== undefined) this.sealed.add(index);
    }
  }

  /** Text; or parts, of which Mistral's `thinking` holds parts itself. */
  private content(content: unknown): void {
    if (typeof content === 'string') this.blocks.say('text', content);
    for (const part of objectsIn(content)) {
      const thoughts = objectsIn(part['thinking']).map((piece) => asText(piece['text']) ?? '');
      this.blocks.say('thinking', thoughts.join(''));
      this.blocks.say('text', asText(part['text']) ?? '');
    }
  }

  /** A picture that is elsewhere, behind an address, is none that we could pass on. */
  private image(image: JsonObject): void {
    const url = asWords(asObject(image['image_url'])?.['url']);
    const key = `${asCount(image['index']) ?? ''}:${url ?? ''}`;
    if (url === undefined || this.images.has(key)) return;
    this.images.add(key);
    const source = sourceOf(url);
    if (source.kind === 'url') return;
    this.blocks.whole({ kind: 'image', mediaType: source.mediaType, data: source.data });
  }
}

/** @throws UpstreamFailure when it is no chat completion. */
export function readAnswer(body: unknown): ModelEvent[] {
  const answer = asObject(body);
  if (answer === undefined) throw notAnAnswer();
  if (asList(answer['choices']) === undefined && !reportedFailure(answer)) throw notAnAnswer();
  return new ChatAnswerReader().whole(answer);
}

function notAnAnswer(): UpstreamFailure {
  return new UpstreamFailure("The upstream's answer is not a chat completion", { retryable: true });
}
