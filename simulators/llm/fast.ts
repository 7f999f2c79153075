import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerTo } from './answer';
import { contentType, encodeEnd, encodeFrame, jsonOf, type StreamFormat } from './frames';
import { createIdentifiers } from './identifiers';
import type { Call } from './call';
import { routeOf } from './routes';
import { createSeals } from './seals';
import type { Endpoint } from './vendor';

/**
 * Good answers that are made once and sent again and again, with as little work for each request as there can be:
 * for measuring what stands before an upstream. Nothing is checked and nothing recorded but these counts.
 */
export interface Fast {
  readonly counts: FastCounts;
  /** `path` without the prefix that led here. */
  handle(incoming: IncomingMessage, response: ServerResponse, path: string): void;
}

export interface FastCounts {
  /** Requests, answered or not. */
  readonly requests: number;
  readonly aborted: number;
  readonly now: number;
  readonly most: number;
}

export interface FastOptions {
  /** Pieces with content in a stream. */
  readonly chunks?: number;
  /** Between two of them; 0 sends all at once. */
  readonly intervalMs?: number;
}

interface Prepared {
  readonly whole: Buffer;
  readonly frames: readonly Buffer[];
  readonly all: Buffer;
  readonly type: string;
}

const WORD = 'word ';

export function createFast({ chunks = 20, intervalMs = 0 }: FastOptions): Fast {
  const counts = { requests: 0, aborted: 0, now: 0, most: 0 };
  const prepared = new Map<string, Prepared>();

  const preparedFor = (endpoint: Endpoint, query: string): Prepared => {
    const format = endpoint.format(new URLSearchParams(query));
    const name = `${endpoint.protocol} ${format}`;
    const known = prepared.get(name) ?? prepare(endpoint, format, chunks);
    prepared.set(name, known);
    return known;
  };

  return {
    counts,
    handle(incoming, response, path) {
      counts.requests += 1;
      counts.now += 1;
      counts.most = Math.max(counts.most, counts.now);
      response.once('close', () => {
        counts.now -= 1;
        if (!response.writableFinished) counts.aborted += 1;
      });
      const [plain = '', query = ''] = path.split('?');
      const route = routeOf(incoming.method ?? '', plain, incoming.headers);
      let streams = route?.streamPath ?? false;
      incoming.on('data', (part: Buffer) => {
        streams ||= part.includes('"stream":true') || part.includes('"stream": true');
      });
      incoming.once('end', () => {
        if (!route || !('endpoint' in route.to)) return void response.writeHead(404).end();
        const answer = preparedFor(route.to.endpoint, query);
        if (streams) stream(response, answer, intervalMs);
        else
          response
            .writeHead(200, { 'content-type': 'application/json', 'content-length': answer.whole.length })
            .end(answer.whole);
      });
    },
  };
}

function stream(response: ServerResponse, { frames, all, type }: Prepared, intervalMs: number): void {
  response.writeHead(200, { 'content-type': type });
  if (intervalMs === 0) return void response.end(all);
  let next = 0;
  const timer = setInterval(() => {
    const frame = frames[next];
    next += 1;
    if (next < frames.length) return void response.write(frame);
    clearInterval(timer);
    response.end(frame);
  }, intervalMs);
  response.once('close', () => clearInterval(timer));
}

function prepare(endpoint: Endpoint, format: StreamFormat, chunks: number): Prepared {
  const call: Call = {
    protocol: endpoint.protocol,
    model: 'fast',
    stream: true,
    body: { stream_options: { include_usage: true } },
    said: '',
    results: [],
    images: [],
    tools: [],
    toolChoice: 'none',
    parallelTools: true,
    thinks: false,
    stops: [],
    promptTokens: 10,
  };
  const reply = { text: WORD.repeat(chunks), chunkSize: WORD.length };
  const answer = answerTo(call, reply, {
    ids: createIdentifiers('fast'),
    seals: createSeals('fast'),
    createdMs: 1_750_000_000_000,
  });
  const style = { format, crlf: false, multiLine: false, comments: false, padding: endpoint.padded ?? false };
  const texts = endpoint
    .frames(call, answer, {})
    .map(({ data, event }, at) => encodeFrame(jsonOf(data, style), event, style, at === 0));
  const frames = texts.map((text, at) =>
    Buffer.from(at === texts.length - 1 ? text + encodeEnd(format, false) : text),
  );
  return {
    whole: Buffer.from(JSON.stringify(endpoint.whole(call, answer))),
    frames,
    all: Buffer.concat(frames),
    type: contentType(format),
  };
}
