import type { ServerResponse } from 'node:http';
import type { Answer } from './answer';
import type { Call } from './call';
import { Complaint } from './complaint';
import type { Fault, FaultSet, Point } from './faults';
import {
  contentType,
  encodeEnd,
  encodeFrame,
  jsonOf,
  type Frame,
  type FrameStyle,
  type StreamFormat,
} from './frames';
import type { Recorder, Recording } from './recorder';
import { createSink, type Sink } from './sink';
import type { Endpoint } from './vendor';

export interface Delivery {
  readonly response: ServerResponse;
  readonly endpoint: Endpoint;
  readonly call: Call;
  readonly answer: Answer;
  readonly faults: FaultSet;
  readonly headers: Readonly<Record<string, string>>;
  readonly recorder: Recorder;
  readonly recording: Recording;
}

const FILLER = 'a'.repeat(65_536);

/** Sends a whole answer, with the faults that it meets. */
export async function transmitWhole(delivery: Delivery): Promise<void> {
  const { endpoint, call, answer, faults } = delivery;
  const text = JSON.stringify(endpoint.whole(call, answer), undefined, endpoint.indented ? 2 : undefined);
  const sink = open(delivery, endpoint.indented ? 'application/json; charset=UTF-8' : 'application/json');
  if (faults.has('headers-only')) return;
  const fault = breaksOff(faults) ?? faults.get('malformed');
  if (!fault && faults.all.some(({ kind }) => kind === 'endless' || kind === 'endless-frame')) {
    await sink.write(text.slice(0, text.length / 2));
    return fillForever(sink);
  }
  await sink.write(fault ? text.slice(0, text.length / 2) : text);
  if (fault?.kind === 'stall') return;
  if (fault?.kind === 'cut') return breakOff(delivery);
  sink.end();
}

/** Sends a streamed answer frame by frame, with the faults that it meets. */
export async function transmitStream(delivery: Delivery, format: StreamFormat): Promise<void> {
  const { endpoint, call, answer, faults, recorder, recording } = delivery;
  const frames = endpoint.frames(call, answer, {
    usagePlace: faults.get('usage-place')?.place,
    interleaved: faults.has('interleaved'),
    doubleFinish: faults.has('double-finish'),
  });
  const style: FrameStyle = {
    format,
    crlf: faults.has('crlf'),
    multiLine: faults.has('multi-line'),
    comments: faults.has('comments'),
    padding: endpoint.padded ?? false,
  };
  const sink = open(delivery, contentType(format));
  if (faults.has('headers-only')) return;

  const send = async (frame: Frame, text = jsonOf(frame.data, style)): Promise<void> => {
    if (sink.closed.aborted) return;
    await sink.write(encodeFrame(text, frame.event, style, recording.frames === 0));
    recorder.sent(recording);
  };
  const ending = breaksOff(faults) ?? faults.get('error-event');
  const last = ending ? indexOf(ending, frames) : frames.length;
  const malformed = faults.get('malformed');
  const broken = malformed && indexOf(malformed, frames);
  const endless = faults.get('endless') ?? faults.get('endless-frame');
  const turn = endless ? frames.findLastIndex(({ content }) => content) + 1 : -1;

  for (const [at, frame] of frames.slice(0, last).entries()) {
    if (sink.closed.aborted) return;
    if (at === turn) break;
    const text = jsonOf(frame.data, style);
    await send(frame, at === broken ? text.slice(0, text.length / 2) : text);
    if (answer.delayMs > 0) await sink.pause(answer.delayMs);
  }
  if (endless?.kind === 'endless') return contentForever(sink, frames, send, endless.everyMs);
  if (endless) return frameForever(sink, format);
  if (ending?.kind === 'stall') return;
  if (ending?.kind === 'cut') return breakOff(delivery);
  if (ending?.kind === 'error-event') {
    const complaint = complaintOf(ending, delivery);
    const context = { call, answer, sent: recording.frames };
    for (const frame of endpoint.errorFrames(complaint, ending.form ?? 'recorded', context))
      await send(frame);
  }
  await sink.write(encodeEnd(format, recording.frames === 0));
  sink.end();
}

function open({ response, faults, headers }: Delivery, type: string): Sink {
  const gzip = faults.has('gzip');
  const sink = createSink(response, {
    gzip,
    splitBytes: faults.has('split-bytes'),
    dripMs: faults.get('drip')?.ms,
  });
  response.writeHead(200, {
    ...headers,
    'content-type': faults.get('content-type')?.value ?? type,
    ...(gzip && { 'content-encoding': 'gzip' }),
  });
  response.flushHeaders();
  return sink;
}

function breaksOff(faults: FaultSet): Extract<Fault, { kind: 'stall' | 'cut' | 'end' }> | undefined {
  return faults.get('stall') ?? faults.get('cut') ?? faults.get('end');
}

/** How many frames come before the point. */
function indexOf({ afterFrames, afterContent }: Point, frames: readonly Frame[]): number {
  if (afterFrames !== undefined) return Math.min(afterFrames, frames.length);
  if (afterContent === undefined) return firstTerminal(frames);
  const contents = frames.flatMap(({ content }, at) => (content ? [at] : []));
  if (afterContent === 0) return contents[0] ?? firstTerminal(frames);
  const last = contents[afterContent - 1];
  return last === undefined ? firstTerminal(frames) : last + 1;
}

function firstTerminal(frames: readonly Frame[]): number {
  const at = frames.findIndex(({ terminal }) => terminal);
  return at < 0 ? frames.length : at;
}

function breakOff({ response, recording }: Delivery): void {
  recording.breaking = true;
  response.destroy();
}

/** The last frame with content again and again; those that are numbered go on counting. */
async function contentForever(
  sink: Sink,
  frames: readonly Frame[],
  send: (frame: Frame) => Promise<void>,
  everyMs = 0,
): Promise<void> {
  const frame = frames.findLast(({ content }) => content) ?? frames[0];
  if (!frame || typeof frame.data === 'string') return;
  const { data } = frame;
  for (let number = Number(data['sequence_number']) + 1; !sink.closed.aborted; number += 1) {
    await send(Number.isNaN(number) ? frame : { ...frame, data: { ...data, sequence_number: number } });
    if (everyMs > 0) await sink.pause(everyMs);
  }
}

async function frameForever(sink: Sink, format: StreamFormat): Promise<void> {
  await sink.write(format === 'json-array' ? '[{"text": "' : 'data: {"text": "');
  await fillForever(sink);
}

async function fillForever(sink: Sink): Promise<void> {
  while (!sink.closed.aborted) await sink.write(FILLER);
}

/** What a fault that speaks says: in its own words where it has some, else in the vendor's. */
export function complaintOf(
  fault: {
    readonly status?: number;
    readonly message?: string;
    readonly code?: string;
    readonly retryAfter?: string;
  },
  { endpoint, call }: { readonly endpoint: Pick<Endpoint, 'vendor'>; readonly call: Pick<Call, 'model'> },
): Complaint {
  const usual = endpoint.vendor.complaintAt(fault.status ?? 500, call.model);
  return new Complaint(usual.status, fault.message ?? usual.message, {
    ...usual.details,
    ...(fault.code !== undefined && { code: fault.code }),
    ...(fault.retryAfter !== undefined && { retryAfter: fault.retryAfter }),
  });
}
