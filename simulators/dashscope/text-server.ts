import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { bodyOf, refuse, serveDashScope } from './serving';

/** What a request meets instead of a good answer. Each is used up by one request, in order. */
export type DashscopeTextFault =
  /** An answer with a status of 400 and above. */
  | { readonly kind: 'refuse'; readonly status: number; readonly code: string }
  /** The event `error` after so many events. */
  | { readonly kind: 'error-event'; readonly status: number; readonly code: string; readonly after: number }
  /** Drops the connection after so many events. */
  | { readonly kind: 'cut'; readonly after: number }
  /** Ends cleanly, without the event that says that it is done. */
  | { readonly kind: 'unfinished' }
  /** Takes the request and never answers. */
  | { readonly kind: 'silent' }
  | { readonly kind: 'malformed' };

export interface DashscopeTextRequest {
  readonly headers: IncomingMessage['headers'];
  readonly body: {
    readonly model: string;
    readonly input: { readonly messages: readonly { readonly role: string; readonly content: string }[] };
    readonly parameters: Readonly<Record<string, unknown>>;
  };
}

export interface DashscopeTextSimulator {
  /** The base URL to give to an adapter; it ends in `/api/v1`. */
  readonly url: string;
  readonly requests: readonly DashscopeTextRequest[];
  /** What is answered from now on. */
  reply(text: string, finish?: 'stop' | 'length'): void;
  failNext(...faults: DashscopeTextFault[]): void;
  close(): Promise<void>;
}

const PATH = '/api/v1/services/aigc/text-generation/generation';
/** Characters of an event. */
const PIECE = 4;

/**
 * The text generation of DashScope (Alibaba Cloud Model Studio) on a free port of 127.0.0.1, for one key: whole, or with
 * `X-DashScope-SSE: enable` as events, whose words are new ones only with `incremental_output`, as in the vendor's.
 */
export async function startDashscopeTextSimulator(key: string): Promise<DashscopeTextSimulator> {
  const requests: DashscopeTextRequest[] = [];
  const faults: DashscopeTextFault[] = [];
  let answer = { text: '你好', finish: 'stop' };

  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    const body = (await bodyOf(request)) as DashscopeTextRequest['body'];
    requests.push({ headers: request.headers, body });
    const fault = faults.shift();
    if (fault?.kind === 'silent') return;
    if (request.url !== PATH) return refuse(response, 404, 'ModelNotFound');
    if (request.headers.authorization !== `Bearer ${key}`) return refuse(response, 401, 'InvalidApiKey');
    if (fault?.kind === 'refuse') return refuse(response, fault.status, fault.code);
    const id = randomUUID();
    if (request.headers['x-dashscope-sse'] !== 'enable') {
      response.setHeader('content-type', 'application/json');
      return void response.end(JSON.stringify(output(id, answer.text, answer.finish)));
    }
    await stream(response, id, body.parameters['incremental_output'] === true, fault);
  };

  async function stream(
    response: ServerResponse,
    id: string,
    isIncremental: boolean,
    fault: DashscopeTextFault | undefined,
  ): Promise<void> {
    response.writeHead(200, { 'content-type': 'text/event-stream;charset=UTF-8' });
    const pieces = [...answer.text].reduce<string[]>((all, character, at) => {
      if (at % PIECE === 0) return [...all, character];
      return [...all.slice(0, -1), `${all.at(-1)}${character}`];
    }, []);
    let said = '';
    for (const [at, piece] of [...pieces, ''].entries()) {
      if (fault?.kind === 'cut' && fault.after === at) return void response.destroy();
      if (fault?.kind === 'error-event' && fault.after === at) {
        const error = { code: fault.code, message: `${fault.code} of ${key}`, request_id: id };
        return void response.end(frame(at + 1, 'error', fault.status, JSON.stringify(error)));
      }
      said += piece;
      const isLast = at === pieces.length;
      if (isLast && fault?.kind === 'unfinished') break;
      const data = JSON.stringify(output(id, isIncremental ? piece : said, isLast ? answer.finish : 'null'));
      response.write(frame(at + 1, 'result', 200, fault?.kind === 'malformed' ? data.slice(0, 20) : data));
      await delay(0); // each event in a packet of its own
    }
    response.end();
  }

  return {
    ...(await serveDashScope(serve)),
    requests,
    reply: (text, finish = 'stop') => void (answer = { text, finish }),
    failNext: (...next) => void faults.push(...next),
  };
}

/** While the answer goes on, `finish` is the text `null`. */
function output(id: string, content: string, finish: string): object {
  return {
    output: { choices: [{ message: { role: 'assistant', content }, finish_reason: finish }] },
    usage: { input_tokens: 20, output_tokens: 10, total_tokens: 30 },
    request_id: id,
  };
}

/** The status stands in a comment, and no space follows a colon. */
function frame(id: number, event: string, status: number, data: string): string {
  return `id:${id}\nevent:${event}\n:HTTP_STATUS/${status}\ndata:${data}\n\n`;
}
