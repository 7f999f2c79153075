import type { ModelEvent } from '../../exchange/events';
import { withData, type SseFrame } from '../../sse/frames';
import { asObject, parseJson } from '../json';
import { spliceMembers } from '../json-splice';
import type { JsonObject, PassThrough, PassThroughRequest } from '../protocol';
import { wantsUsage } from './envelope';
import { chunkOf, ChunkStreamReader, type ChunkReader } from './stream-reader';

const USAGE = '"usage"';
/** How chunks say before the one that tells the usage that there is none yet. */
const NO_USAGE_YET = `,${USAGE}:null`;

/** What differs between chat completions and completions. */
export interface PassedKind {
  readonly path: string;
  readonly reader: () => ChunkReader;
  readonly readAnswer: (body: unknown) => ModelEvent[];
}

/**
 * Passes a request on as it came, and the answer back. Three things may change: the model's name, where the
 * upstream knows it by another; the wish for usage, which we always have for a stream; and that usage, which is
 * taken out again where the caller did not ask for it.
 */
export class OpenAiPassThrough implements PassThrough {
  readonly path: string;
  readonly body: Buffer | string;
  private readonly stream: ChunkStreamReader;
  /** The name that the caller knows the model by; undefined where the upstream knows the same. */
  private readonly callersModel: unknown;
  private readonly hidesUsage: boolean;

  constructor(
    private readonly kind: PassedKind,
    { raw, body, model, stream }: PassThroughRequest,
  ) {
    this.path = kind.path;
    this.callersModel = body['model'] === model ? undefined : body['model'];
    this.hidesUsage = stream && !wantsUsage(body);
    this.body = changed(raw, {
      ...(this.callersModel !== undefined && { model }),
      ...(this.hidesUsage && {
        stream_options: { ...asObject(body['stream_options']), include_usage: true },
      }),
    });
    this.stream = new ChunkStreamReader(kind.reader());
  }

  answer(raw: Buffer): { bytes: Buffer | string; events: readonly ModelEvent[] } {
    const events = this.kind.readAnswer(parseJson(raw.toString('utf8')));
    return { bytes: changed(raw, this.renamed()), events };
  }

  frame(frame: SseFrame): { bytes: Buffer | string | undefined; events: readonly ModelEvent[] } {
    const chunk = chunkOf(frame);
    const events = this.stream.say(chunk);
    if (chunk === undefined || chunk === 'done') return { bytes: frame.raw, events };
    return { bytes: this.bytesOf(frame, chunk), events };
  }

  end(): readonly ModelEvent[] {
    return this.stream.end();
  }

  private bytesOf(frame: SseFrame, chunk: JsonObject): Buffer | string | undefined {
    const hidden = this.hidesUsage && chunk['usage'] !== undefined;
    const isUsageAlone = Array.isArray(chunk['choices']) && chunk['choices'].length === 0;
    if (hidden && chunk['usage'] !== null && isUsageAlone) return undefined;
    const changes = {
      ...(chunk['model'] !== undefined && this.renamed()),
      ...(hidden && chunk['usage'] === null && { usage: undefined }),
    };
    if (Object.keys(changes).length === 0) return frame.raw;
    // Nearly every chunk of nearly every stream: its members need not be searched for.
    const shortened = 'model' in changes ? undefined : withoutNullUsage(frame.raw);
    return shortened ?? withData(frame, spliceMembers(frame.data ?? '', changes));
  }

  private renamed(): { readonly model?: unknown } {
    return this.callersModel === undefined ? {} : { model: this.callersModel };
  }
}

/**
 * A frame without its chunk's `"usage":null`, where its bytes alone tell which one that is: the name is there once, and
 * no string has it, for a quote in one is escaped.
 */
function withoutNullUsage(raw: Buffer): string | undefined {
  const at = raw.indexOf(NO_USAGE_YET);
  if (at < 0 || raw.indexOf(USAGE) !== at + 1 || raw.includes(USAGE, at + NO_USAGE_YET.length))
    return undefined;
  return raw.toString('utf8', 0, at) + raw.toString('utf8', at + NO_USAGE_YET.length);
}

/** The bytes themselves where nothing changes. */
function changed(raw: Buffer, changes: Readonly<Record<string, unknown>>): Buffer | string {
  return Object.keys(changes).length === 0 ? raw : spliceMembers(raw.toString('utf8'), changes);
}
