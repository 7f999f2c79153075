import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { completion, completionChunks } from './completions';

/** What the next request meets instead of a good answer. Each is used up by one request, in order. */
export type LlmFault =
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly retryAfter?: string;
      readonly message?: string;
    }
  /** Takes the request and never answers. */
  | { readonly kind: 'silent' }
  /** Drops the connection before any answer. */
  | { readonly kind: 'reset' }
  /** Streams this many pieces of text, then drops the connection (`cut`), ends properly but too early (`end`) or says nothing more (`stall`). */
  | { readonly kind: 'cut' | 'end' | 'stall'; readonly afterPieces: number }
  /** Streams this many pieces, then an error in place of the next. */
  | { readonly kind: 'error-event'; readonly afterPieces: number }
  | { readonly kind: 'malformed' }
  | { readonly kind: 'redirect'; readonly location: string }
  /** A good answer without the token counts, as some upstreams give. */
  | { readonly kind: 'no-usage' };

export interface SeenRequest {
  readonly authorization: string | undefined;
  readonly body: {
    readonly model: string;
    readonly messages: readonly { role: string; content: string }[];
    readonly stream?: boolean;
    readonly [field: string]: unknown;
  };
  /** Settles when the client hangs up before its answer is complete. */
  readonly hungUp: Promise<void>;
}

export interface LlmSimulator {
  /** The base URL to give to an adapter, version included. */
  readonly url: string;
  readonly requests: readonly SeenRequest[];
  /** Sets what good answers say. */
  reply(text: string | ((request: SeenRequest) => string)): void;
  failNext(...faults: LlmFault[]): void;
  close(): Promise<void>;
}

/** An upstream that speaks OpenAI's chat completions on a free port of 127.0.0.1 and fails as it is told to. */
export async function startLlmSimulator(): Promise<LlmSimulator> {
  const requests: SeenRequest[] = [];
  const faults: LlmFault[] = [];
  let reply = (request: SeenRequest): string => `You said: ${request.body.messages.at(-1)?.content ?? ''}`;

  const server = createServer((incoming, response) => {
    void readBody(incoming).then((text) => {
      const request: SeenRequest = {
        authorization: incoming.headers.authorization,
        body: JSON.parse(text) as SeenRequest['body'],
        hungUp: new Promise((resolve) => {
          response.once('close', () => !response.writableFinished && resolve());
        }),
      };
      requests.push(request);
      answer(response, request, reply(request), faults.shift());
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests,
    reply: (text) => (reply = typeof text === 'string' ? () => text : text),
    failNext: (...next) => void faults.push(...next),
    close: () => closeServer(server),
  };
}

function answer(
  response: ServerResponse,
  request: SeenRequest,
  text: string,
  fault: LlmFault | undefined,
): void {
  switch (fault?.kind) {
    case 'silent':
      return;
    case 'reset':
      response.destroy();
      return;
    case 'status':
      if (fault.retryAfter !== undefined) response.setHeader('retry-after', fault.retryAfter);
      sendJson(response, fault.status, { error: { message: fault.message ?? 'scripted failure' } });
      return;
    case 'redirect':
      response.writeHead(307, { location: fault.location }).end();
      return;
    case 'malformed':
      sendMalformed(response, request.body.stream === true);
      return;
    default:
      if (request.body.stream) stream(response, request, text, fault);
      else
        sendJson(
          response,
          200,
          completion(request.body.model, request.body.messages, text, fault?.kind !== 'no-usage'),
        );
  }
}

function stream(
  response: ServerResponse,
  request: SeenRequest,
  text: string,
  fault: LlmFault | undefined,
): void {
  const { model, messages } = request.body;
  const { pieces, ending } = completionChunks(model, messages, text, fault?.kind !== 'no-usage');
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
  const sent = fault && 'afterPieces' in fault ? pieces.slice(0, fault.afterPieces) : [...pieces, ...ending];
  for (const data of sent) response.write(`data: ${JSON.stringify(data)}\n\n`);
  switch (fault?.kind) {
    case 'stall':
      return;
    case 'cut':
      // Only after what was written has left, or the client would never see it.
      response.write(': about to break\n\n', () => response.destroy());
      return;
    case 'end':
      response.end();
      return;
    case 'error-event':
      response.end(`data: ${JSON.stringify({ error: { message: 'overloaded', type: 'server_error' } })}\n\n`);
      return;
    default:
      response.end('data: [DONE]\n\n');
  }
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function sendMalformed(response: ServerResponse, streamed: boolean): void {
  response.writeHead(200, { 'content-type': streamed ? 'text/event-stream' : 'application/json' });
  response.end(streamed ? 'data: {"choices": [{"delta"\n\n' : '{"choices": [{"message"');
}

async function readBody(incoming: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of incoming) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
