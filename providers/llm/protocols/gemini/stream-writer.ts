import type { Usage } from '../../../../domain/gateway/usage';
import type { Block, ModelEvent, StartEvent } from '../../exchange/events';
import type { Losses } from '../../exchange/losses';
import type { Signature } from '../../exchange/request';
import { sseFrame } from '../../sse/frames';
import { BlockOrder, type BlockEvent } from '../block-order';
import type { AnswerContext, JsonObject, StreamWriter } from '../protocol';
import { finish, functionCall, responseHead, responseTail, thought } from './answer-writer';
import { writeFailure } from './failures';

/** `streamGenerateContent?alt=sse`: every frame is a whole response with what is new. */
export function streamWriter(context: AnswerContext): StreamWriter {
  const responses = new ResponseWriter(context);
  return {
    write: (event) =>
      responses
        .write(event)
        .map((response) => sseFrame(JSON.stringify(response)))
        .join(''),
    close: () => '',
    // Bare, without `data:` and without an end: that is how Google's own server fails, and what the official SDKs
    // take for a failure. In a frame they would take it for a response that says nothing.
    fail: (failure) => JSON.stringify(writeFailure(failure).body),
  };
}

/** `streamGenerateContent` without `alt=sse`: the responses are the items of one JSON array. */
export function jsonArrayWriter(context: AnswerContext): StreamWriter {
  const responses = new ResponseWriter(context);
  let count = 0;
  const item = (response: JsonObject): string =>
    `${count++ === 0 ? '[' : ',\r\n'}${JSON.stringify(response)}`;
  return {
    write: (event) => responses.write(event).map(item).join(''),
    close: () => (count === 0 ? '[]' : ']'),
    fail: (failure) => `${item(writeFailure(failure).body)}]`,
  };
}

class ResponseWriter {
  private readonly order = new BlockOrder();
  private readonly parts: PartWriter;
  private start: StartEvent = { type: 'start', id: '', model: '' };
  private usage: Partial<Usage> = {};

  constructor(private readonly context: AnswerContext) {
    this.parts = new PartWriter(context.losses);
  }

  write(event: ModelEvent): JsonObject[] {
    switch (event.type) {
      case 'start':
        this.start = event;
        return [];
      case 'usage':
        this.usage = { ...this.usage, ...event.usage };
        return [];
      case 'end':
        return [{ candidates: [finish(event)], ...responseTail(this.start, this.usage, this.context) }];
      default:
        return this.order
          .push(event)
          .flatMap((next) => this.parts.write(next).map((part) => this.response(part)));
    }
  }

  private response(part: JsonObject): JsonObject {
    const candidate = { content: { parts: [part], role: 'model' }, index: 0 };
    return { candidates: [candidate], ...responseHead(this.start, this.context) };
  }
}

/** The block that is being written. */
class PartWriter {
  private block: Block = { kind: 'text' };
  private signature: Signature | undefined;
  /** A tool's input so far: a call goes whole. */
  private input = '';

  constructor(private readonly losses: Losses) {}

  write(event: BlockEvent): JsonObject[] {
    switch (event.type) {
      case 'block-start':
        this.block = event.block;
        this.signature = undefined;
        this.input = '';
        return [];
      case 'delta':
        return event.text === '' ? [] : this.grow(event.text);
      case 'signature':
        this.signature = event.signature;
        return [];
      case 'block-end':
        return this.end();
    }
  }

  private grow(text: string): JsonObject[] {
    switch (this.block.kind) {
      case 'text':
      case 'refusal':
        return [{ text }];
      case 'thinking':
        return this.block.redacted ? [] : [thought(text)];
      case 'tool':
        this.input += text;
        return [];
      case 'image':
        return [];
    }
  }

  private end(): JsonObject[] {
    const { block, signature } = this;
    switch (block.kind) {
      case 'text':
      case 'refusal':
        return [];
      case 'thinking':
        return signature ? [thought('', signature, block.redacted)] : [];
      case 'tool':
        return [functionCall(block, this.input, signature, this.losses)];
      case 'image':
        return [{ inlineData: { mimeType: block.mediaType, data: block.data } }];
    }
  }
}
