import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { answerTo, echo, type Answer } from './answer';
import type { Call } from './call';
import { Complaint } from './complaint';
import type { FaultPlan, FaultSet } from './faults';
import { createIdentifiers } from './identifiers';
import { objectOf, parseObject, textOf } from './json';
import type { Recorder, Recording, SeenRequest } from './recorder';
import { routeOf, type Route } from './routes';
import { asReply, type Reply, type Script, type Usage } from './script';
import type { Seals } from './seals';
import { complaintOf, transmitStream, transmitWhole } from './transmit';
import type { Endpoint, Incoming, Vendor } from './vendor';

export interface World {
  readonly script: Script;
  readonly faults: FaultPlan;
  readonly recorder: Recorder;
  readonly seals: Seals;
  readonly seed: string;
  /** Nothing lets every key in, but not none. */
  readonly keys: readonly string[] | undefined;
  readonly models: readonly string[];
  /** Whether other models than those do not exist. */
  readonly strictModels: boolean;
  readonly chunkSize: number | undefined;
  readonly now: () => number;
  /** What is said where nothing is scripted; the echo when it says nothing either. */
  readonly standing: (request: SeenRequest) => Reply | string | undefined;
}

/** Takes a request as the vendor of its path would, and records what became of it. */
export async function respond(
  incoming: IncomingMessage,
  response: ServerResponse,
  world: World,
): Promise<void> {
  const url = new URL(incoming.url ?? '/', 'http://simulator.invalid');
  const text = await bodyOf(incoming);
  const body = parseObject(text);
  const route = routeOf(incoming.method ?? 'GET', url.pathname, incoming.headers);
  const target = route && ('endpoint' in route.to ? route.to.endpoint : route.to.lookup);
  const recording = world.recorder.open({
    protocol: target?.protocol,
    method: incoming.method ?? 'GET',
    path: incoming.url ?? '/',
    headers: incoming.headers,
    body: objectOf(body),
    model: route?.pathModel || textOf(body?.['model']),
    key: target?.vendor.keyOf(incoming.headers, url),
  });
  const closed = (): void => world.recorder.close(recording, response.writableFinished);
  if (response.closed) closed();
  else response.once('close', closed);
  if (!route || !target) {
    response
      .writeHead(404, { 'content-type': 'application/json' })
      .end('{"error":"No vendor has this path."}');
    return;
  }
  const request: Request = { response, url, route, vendor: target.vendor, recording, world };
  try {
    if (incoming.method === 'POST' && body === undefined) throw target.vendor.notJson();
    await answerRequest(request, {
      body: objectOf(body),
      headers: incoming.headers,
      pathModel: route.pathModel,
      streamPath: route.streamPath,
      seals: world.seals,
    });
  } catch (error) {
    if (!(error instanceof Complaint)) throw error;
    sendComplaint(request, error);
  }
}

interface Request {
  readonly response: ServerResponse;
  readonly url: URL;
  readonly route: Route;
  readonly vendor: Vendor;
  readonly recording: Recording;
  readonly world: World;
}

async function answerRequest(request: Request, incoming: Incoming): Promise<void> {
  const { route, response, vendor, recording, world } = request;
  const { key, model } = recording;
  if (key === undefined || (world.keys && !world.keys.includes(key))) throw vendor.refuseKey(key);
  const protocol = 'endpoint' in route.to ? route.to.endpoint.protocol : 'lookup';
  const faults = world.faults.take({ protocol, key, model });
  if (await isWaylaid(request, faults)) return;
  if ('lookup' in route.to) {
    sendJson(request, 200, route.to.lookup.look(incoming, world.models));
    return;
  }
  const { endpoint } = route.to;
  const call = endpoint.read(incoming);
  if (world.strictModels && !world.models.includes(call.model)) throw vendor.noSuchModel(call.model);
  const answer = withFaults(answerOf(endpoint, call, faults, request), faults);
  const headers = vendor.headers(requestIdOf(request));
  const delivery = { response, endpoint, call, answer, faults, headers, recorder: world.recorder, recording };
  await (call.stream
    ? transmitStream(delivery, endpoint.format(request.url.searchParams))
    : transmitWhole(delivery));
}

/** The faults that come before an answer's headers. Whether there is nothing more to do. */
async function isWaylaid(request: Request, faults: FaultSet): Promise<boolean> {
  const { response, vendor, recording } = request;
  const delay = faults.get('delay');
  if (delay) {
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    await wait(delay.ms, undefined, { signal: gone.signal }).catch(() => undefined);
  }
  if (faults.has('silent')) return true;
  if (faults.has('reset')) {
    recording.breaking = true;
    response.destroy();
    return true;
  }
  const redirect = faults.get('redirect');
  if (redirect) {
    response.writeHead(redirect.status ?? 307, { location: redirect.location }).end();
    return true;
  }
  const context = { endpoint: { vendor }, call: { model: recording.model } };
  const status = faults.get('status');
  if (status) throw complaintOf(status, context);
  const body = faults.get('error-body');
  if (body) sendJson(request, 200, vendor.errorBody(complaintOf(body, context), requestIdOf(request)));
  return body !== undefined;
}

function answerOf(endpoint: Endpoint, call: Call, faults: FaultSet, { world, recording }: Request): Answer {
  const scripted = world.script.next(endpoint.protocol) ?? world.standing(recording);
  const huge = faults.get('huge');
  const reply = huge
    ? {
        text: 'All work and no play. '.repeat(huge.characters / 22 + 1).slice(0, huge.characters),
        chunkSize: 4096,
      }
    : scripted === undefined
      ? echo(call)
      : asReply(scripted);
  return answerTo(call, reply, {
    ids: createIdentifiers(`${world.seed}/${recording.number}`),
    seals: world.seals,
    createdMs: world.now(),
    chunkSize: world.chunkSize,
  });
}

function withFaults(answer: Answer, faults: FaultSet): Answer {
  if (faults.has('no-usage')) return { ...answer, usage: undefined };
  if (!faults.has('negative-usage') || !answer.usage) return answer;
  const negative = Object.fromEntries(Object.entries(answer.usage).map(([name, count]) => [name, -count]));
  return { ...answer, usage: negative as unknown as Usage };
}

function sendComplaint(request: Request, complaint: Complaint): void {
  const { retryAfter } = complaint.details;
  const body = request.vendor.errorBody(complaint, requestIdOf(request));
  // Google streams an array, and so its errors come in one too.
  const isArray =
    request.route.streamPath && request.url.searchParams.get('alt') !== 'sse' && typeof body !== 'string';
  sendJson(request, complaint.status, isArray ? [body] : body, {
    ...(retryAfter !== undefined && { 'retry-after': retryAfter }),
  });
}

/** A text is a page of the vendor's edge. */
function sendJson(
  request: Request,
  status: number,
  body: unknown,
  more: Readonly<Record<string, string>> = {},
): void {
  const isPage = typeof body === 'string';
  request.response
    .writeHead(status, {
      ...request.vendor.headers(requestIdOf(request)),
      ...more,
      'content-type': isPage ? 'text/html' : 'application/json; charset=utf-8',
    })
    .end(isPage ? body : JSON.stringify(body, undefined, 2));
}

function requestIdOf({ world, recording }: Request): string {
  return createIdentifiers(`${world.seed}/${recording.number}`).hex('request', 32);
}

async function bodyOf(incoming: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of incoming) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}
