import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { answer, bodyOf, refuse, serveDashScope } from './serving';
import { complaintOf, type DashScopeFault, type DashScopeTask } from './task';

export type { DashScopeFault } from './task';

export interface DashScopeSimulator {
  /** `http://127.0.0.1:<port>/api/v1`: the base URL to give to an adapter. */
  readonly url: string;
  /** Every order that was taken. */
  readonly tasks: readonly DashScopeTask[];
  /** How often a file was fetched, and with which Authorization. */
  readonly downloads: readonly (string | undefined)[];
  /** How many cancellations came too late. */
  refusedCancellations(): number;
  failNext(...faults: DashScopeFault[]): void;
  /** Tasks stay in this status until they may go on (null). */
  hold(at: 'PENDING' | 'RUNNING' | null): void;
  close(): Promise<void>;
}

interface Options {
  readonly apiKey: string;
  /** What every task makes, unless it is told otherwise. */
  readonly file: Buffer;
  /** How many questions a task takes until it is done. */
  readonly questions?: number;
}

const SERVICES =
  /^\/api\/v1\/services\/aigc\/(text2image\/image-synthesis|video-generation\/video-synthesis)$/;

/**
 * DashScope's asynchronous tasks on a free port of 127.0.0.1, as its API reference has them: text to image, text to
 * video, `GET /tasks/{id}` and `POST /tasks/{id}/cancel`, which takes only what is PENDING. Orders, questions,
 * cancellations and tasks fail as they are told to.
 */
export async function startDashScopeSimulator({
  apiKey,
  file,
  questions = 2,
}: Options): Promise<DashScopeSimulator> {
  const tasks: DashScopeTask[] = [];
  const downloads: (string | undefined)[] = [];
  const faults: DashScopeFault[] = [];
  let refusedCancellations = 0;
  let held: 'PENDING' | 'RUNNING' | null = null;
  const take = <At extends DashScopeFault['at']>(at: At) => {
    const index = faults.findIndex((fault) => fault.at === at);
    return index < 0 ? undefined : (faults.splice(index, 1)[0] as Extract<DashScopeFault, { at: At }>);
  };
  const find = (id: string) => tasks.find((task) => task.id === id && task.fault?.kind !== 'unknown');

  async function order(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
    const fault = take('order');
    if (fault?.kind === 'page') {
      return void response
        .writeHead(fault.status, { 'content-type': 'text/html' })
        .end('<html>Bad gateway</html>');
    }
    const body = (await bodyOf(request)) as DashScopeTask['body'];
    if (fault?.kind === 'refuse') return refuse(response, fault.status, fault.code);
    const complaint = complaintOf(request.headers, body, isVideo(path));
    if (complaint !== undefined) return refuse(response, 400, 'InvalidParameter', complaint);
    const task = { id: randomUUID(), path, body, fault: take('task'), questions: 0, isCancelled: false };
    tasks.push(task);
    if (fault?.kind === 'cut') return void response.destroy();
    if (fault?.kind === 'hold') await fault.released;
    answer(response, 200, { output: { task_status: 'PENDING', task_id: task.id } });
  }

  function statusOf({ fault, isCancelled, questions: asked }: DashScopeTask): string {
    if (isCancelled) return 'CANCELED';
    if (held) return held;
    if (asked < questions) return asked < 2 ? 'PENDING' : 'RUNNING';
    return fault?.kind === 'fail' ? 'FAILED' : 'SUCCEEDED';
  }

  function question(response: ServerResponse, id: string, origin: string): void {
    const fault = take('question');
    if (fault?.kind === 'cut') return void response.destroy();
    if (fault?.kind === 'garbage') return void response.end('[not what you expect');
    if (fault) return refuse(response, fault.status, fault.code);
    const task = find(id);
    if (!task) return answer(response, 200, { output: { task_id: id, task_status: 'UNKNOWN' } });
    task.questions += 1;
    const status = statusOf(task);
    const output = { task_id: id, task_status: status };
    if (status === 'FAILED' && task.fault?.kind === 'fail') {
      const { code } = task.fault;
      return answer(response, 200, { output: { ...output, code, message: `${code}.` } });
    }
    if (status !== 'SUCCEEDED') return answer(response, 200, { output });
    const url = `${origin}/files/${id}`;
    const made = isVideo(task.path) ? { video_url: url } : { results: [{ url }] };
    answer(response, 200, { output: { ...output, ...made }, usage: {} });
  }

  function cancel(response: ServerResponse, id: string): void {
    const fault = take('cancel');
    if (fault?.kind === 'refuse') return refuse(response, fault.status, fault.code);
    const task = find(id);
    if (!task || statusOf(task) !== 'PENDING') {
      refusedCancellations += 1;
      const message = 'Failed to cancel the task, please confirm if the task is in PENDING status.';
      return refuse(response, 400, 'UnsupportedOperation', message);
    }
    task.isCancelled = true;
    if (fault) return void response.destroy();
    answer(response, 200, {});
  }

  function download(request: IncomingMessage, response: ServerResponse, id: string): void {
    downloads.push(request.headers.authorization);
    const fault = tasks.find((task) => task.id === id)?.fault;
    if (fault?.kind === 'gone')
      return void response.writeHead(404).end('<Error><Code>NoSuchKey</Code></Error>');
    if (fault?.kind === 'cut') return void response.end(file.subarray(0, file.length / 2));
    if (fault?.kind === 'made') return void response.end(fault.file);
    response.end(fault?.kind === 'garbage' ? 'not what you expect' : file);
  }

  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    const { url = '/', headers, method } = request;
    const path = url.split('?')[0] ?? '/';
    if (path.startsWith('/files/')) return download(request, response, path.slice('/files/'.length));
    if (headers.authorization !== `Bearer ${apiKey}`) {
      return refuse(response, 401, 'InvalidApiKey', `Invalid API-key provided: ${headers.authorization}.`);
    }
    const service = SERVICES.exec(path)?.[1];
    if (service !== undefined && method === 'POST') return order(request, response, service);
    const [, id, action] = /^\/api\/v1\/tasks\/([^/]+)(\/cancel)?$/.exec(path) ?? [];
    if (id !== undefined && action === undefined && method === 'GET')
      return question(response, id, `http://${headers.host}`);
    if (id !== undefined && action !== undefined && method === 'POST') return cancel(response, id);
    refuse(response, 404, 'InvalidURL', 'url error, please check url!');
  };
  return {
    ...(await serveDashScope(serve)),
    tasks,
    downloads,
    refusedCancellations: () => refusedCancellations,
    failNext: (...next) => void faults.push(...next),
    hold: (at) => {
      held = at;
    },
  };
}

function isVideo(path: string): boolean {
  return path.startsWith('video-generation');
}
