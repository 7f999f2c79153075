import { UpstreamFailure } from '../upstream-failure';

/** One frame of a `text/event-stream`: its bytes up to and with the empty line that ends it, and what they say. */
export interface SseFrame {
  readonly raw: Buffer;
  /** The `event` field; empty where there is none. */
  readonly event: string;
  /** The `data` lines, joined by line feeds; undefined in a frame that has none, such as a comment. */
  readonly data: string | undefined;
}

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** No frame is longer than this, in bytes: a picture comes in one. */
const LARGEST_FRAME = 64 * 1024 * 1024;

/**
 * Cuts a byte stream into the frames of server-sent events (WHATWG HTML, "Server-sent events"), wherever the chunks
 * were cut: lines end in LF, CR or CR LF, and a frame ends with an empty line. It keeps the bytes, so that a frame
 * can be passed on as it came.
 */
export class SseFrames {
  private pending: Buffer[] = [];
  private size = 0;
  /** Whether the line that is being read has nothing in it yet. */
  private atLineStart = true;
  /** The byte before was a CR: a LF that follows is the second half of it, and ends nothing. */
  private afterReturn = false;

  /** The frames that end in this chunk. @throws UpstreamFailure when a frame grows beyond all bounds. */
  push(chunk: Buffer): SseFrame[] {
    const frames: SseFrame[] = [];
    let start = 0;
    let at = 0;
    const lineEnd = lineEnds(chunk);
    for (;;) {
      const end = lineEnd(at);
      if (end > at) this.inLine();
      if (end === chunk.length) break;
      const byte = chunk[end];
      at = end + 1;
      const secondHalf = byte === LINE_FEED && this.afterReturn;
      this.afterReturn = byte === CARRIAGE_RETURN;
      if (secondHalf) continue;
      const endsFrame = this.atLineStart;
      this.atLineStart = true;
      if (!endsFrame) continue;
      // The LF of a CR LF belongs to this frame where it is at hand, else it leads the next one.
      if (this.afterReturn && chunk[at] === LINE_FEED) {
        at += 1;
        this.afterReturn = false;
      }
      const frame = this.take(chunk.subarray(start, at));
      if (frame) frames.push(frame);
      start = at;
    }
    this.keep(chunk.subarray(start));
    return frames;
  }

  /** What was left unfinished when the stream ended: the standard throws it away, some upstreams send it so. */
  end(): SseFrame | undefined {
    return this.take(Buffer.alloc(0));
  }

  private inLine(): void {
    this.atLineStart = false;
    this.afterReturn = false;
  }

  private keep(rest: Buffer): void {
    if (rest.length === 0) return;
    this.size += rest.length;
    if (this.size > LARGEST_FRAME) {
      throw new UpstreamFailure('The upstream sent an endless frame', { retryable: false });
    }
    this.pending.push(rest);
  }

  private take(last: Buffer): SseFrame | undefined {
    const raw = this.pending.length === 0 ? last : Buffer.concat([...this.pending, last]);
    this.pending = [];
    this.size = 0;
    return raw.length === 0 ? undefined : frameOf(raw);
  }
}

/** Finds the next LF or CR from a place on, which only grows; the chunk's length where there is none. */
function lineEnds(chunk: Buffer): (from: number) => number {
  const find = (byte: number, from: number) => {
    const at = chunk.indexOf(byte, from);
    return at < 0 ? chunk.length : at;
  };
  let feed = -1;
  let carriage = -1;
  return (from) => {
    if (feed < from) feed = find(LINE_FEED, from);
    if (carriage < from) carriage = find(CARRIAGE_RETURN, from);
    return Math.min(feed, carriage);
  };
}

function frameOf(raw: Buffer): SseFrame {
  let event = '';
  let data: string | undefined;
  for (const line of raw.toString('utf8').split(/\r\n|\r|\n/)) {
    const colon = line.indexOf(':');
    if (colon === 0 || line === '') continue;
    const name = (colon < 0 ? line : line.slice(0, colon)).replace(/^\uFEFF/, '');
    const value = colon < 0 ? '' : line.slice(line[colon + 1] === ' ' ? colon + 2 : colon + 1);
    if (name === 'data') data = data === undefined ? value : `${data}\n${value}`;
    else if (name === 'event') event = value;
  }
  return { raw, event, data };
}

/** Writes a frame. */
export function sseFrame(data: string, event?: string): string {
  const lines = data.includes('\n') ? data.replaceAll('\n', '\ndata: ') : data;
  return event === undefined ? `data: ${lines}\n\n` : `event: ${event}\ndata: ${lines}\n\n`;
}

/** A frame with other data: its other lines and its line ends stay, where its data was one line. */
export function withData({ raw, event, data = '' }: SseFrame, changed: string): string {
  const text = raw.toString('utf8');
  const at = text.lastIndexOf(data);
  if (data === '' || at < 0) return sseFrame(changed, event || undefined);
  return text.slice(0, at) + changed + text.slice(at + data.length);
}
