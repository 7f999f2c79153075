import type { RawData, WebSocket } from 'ws';
import { invalidField, isAppError } from '../../../domain/errors';
import type { Sandbox } from '../../../domain/sandboxes/driver';
import type { ProcessStatus, TerminalSize } from '../../../domain/sandboxes/processes';
import type { TerminalGrace } from '../../../domain/sandboxes/terminal-grace';
import { openTerminal, resize } from '../../../domain/sandboxes/terminals';
import type { Vms } from '../../../domain/sandboxes/vms';
import { sendTo, type SocketCall, type SocketRoute } from '../../ws/user-sockets';
import { uuidOf } from './uuid-of';

const NAME = /^[\w-]{1,32}$/;
/** The most rows or columns. */
const LARGEST = 1_000;
const SIZE: TerminalSize = { rows: 24, cols: 80 };
const CLOSING_MS = 1_000;

/**
 * A terminal in a user's sandbox: what is typed comes in binary messages or as `input`, what it shows goes out in binary
 * messages, everything else is JSON. `openapi/code/vms.yaml` has the messages.
 */
export function terminalRoute(
  path: string,
  { vms, terminalGrace }: { readonly vms: Pick<Vms, 'open'>; readonly terminalGrace: TerminalGrace },
): SocketRoute {
  return {
    path,
    async open({ user, params, query, signal }) {
      const id = uuidOf(params, 'vm_id');
      const { name, size } = wishOf(query);
      const open = () => vms.open(user.userId, id);
      const sandbox = await open();
      signal.addEventListener('abort', () => sandbox.close(), { once: true });
      try {
        const { terminal, isNew } = await openTerminal(sandbox, name, size);
        const leave = terminalGrace.watch({ sandboxId: id, processId: terminal.id, open });
        if (signal.aborted) leave();
        else signal.addEventListener('abort', leave, { once: true });
        return (socket) => speak(socket, { sandbox, terminal, signal, ready: { id: name, is_new: isNew } });
      } catch (error) {
        sandbox.close();
        throw error;
      }
    },
  };
}

interface Spoken {
  readonly sandbox: Sandbox;
  readonly terminal: ProcessStatus;
  readonly signal: AbortSignal;
  readonly ready: object;
}

async function speak(socket: WebSocket, spoken: Spoken): Promise<void> {
  const failed = new Promise<never>((_resolve, reject) => takeInput(socket, spoken, reject));
  failed.catch(() => undefined);
  await sendTo(socket, { type: 'ready', ...spoken.ready });
  await Promise.race([showOutput(socket, spoken), failed]);
}

/** Takes one message after the other; while one is taken no more are read, so a program that reads nothing is waited for. */
function takeInput(
  socket: WebSocket,
  { sandbox, terminal, signal }: Spoken,
  fail: (error: unknown) => void,
): void {
  let taken = Promise.resolve();
  let waiting = 0;
  socket.on('message', (data: RawData, isBinary: boolean) => {
    if (signal.aborted) return;
    waiting += 1;
    socket.pause();
    taken = taken
      .then(() => (signal.aborted ? undefined : takeMessage(sandbox, terminal.id, data as Buffer, isBinary)))
      .catch((error: unknown) => {
        // Its shell has ended, which is told by what it shows.
        if (!isAppError(error, 'SANDBOX_REFUSED') && !isAppError(error, 'NOT_FOUND')) fail(error);
      })
      .then(() => {
        waiting -= 1;
        if (waiting === 0) socket.resume();
      });
  });
}

async function takeMessage(sandbox: Sandbox, id: string, data: Buffer, isBinary: boolean): Promise<void> {
  if (isBinary) return sandbox.writeStdin(id, data);
  const message = messageOf(data);
  if (message['type'] === 'input' && typeof message['data'] === 'string') {
    return sandbox.writeStdin(id, message['data']);
  }
  if (message['type'] === 'resize') return resize(sandbox, id, sizeOf(message));
  if (message['type'] === 'close') return void (await sandbox.kill(id, CLOSING_MS));
  throw malformed();
}

function messageOf(data: Buffer): Readonly<Record<string, unknown>> {
  try {
    const message: unknown = JSON.parse(data.toString('utf8'));
    if (typeof message === 'object' && message !== null) return message as Record<string, unknown>;
  } catch {
    // Refused below, as what is no object.
  }
  throw malformed();
}

function sizeOf({ rows, cols }: Readonly<Record<string, unknown>>): TerminalSize {
  const fits = (value: unknown): value is number =>
    Number.isInteger(value) && (value as number) >= 1 && (value as number) <= LARGEST;
  if (fits(rows) && fits(cols)) return { rows, cols };
  throw malformed();
}

const malformed = () => invalidField('body', { zh: '无法识别的消息', en: 'is no message of a terminal' });

/** Shows all that is kept, then what comes, at the pace of the reader; what was forgotten before it was read is told. */
async function showOutput(socket: WebSocket, { sandbox, terminal, signal }: Spoken): Promise<void> {
  const { id } = terminal;
  let offset = terminal.stdout.start;
  for (let whole = false; !whole;) {
    try {
      for await (const { bytes } of sandbox.output(id, 'stdout', offset, signal)) {
        await sendTo(socket, bytes);
        offset += bytes.length;
      }
      whole = true;
    } catch (error) {
      const start = isAppError(error, 'SANDBOX_REFUSED') ? error.details.start : undefined;
      if (start === undefined) throw error;
      await sendTo(socket, { type: 'skipped', bytes: start - offset });
      offset = start;
    }
  }
  const { exitCode, signal: endedBy } = await sandbox.wait(id, { signal });
  await sandbox.forget(id);
  await sendTo(socket, { type: 'exit', code: exitCode, signal: endedBy });
}

function wishOf(query: SocketCall['query']): { readonly name: string; readonly size: TerminalSize } {
  const name = query.get('id') ?? 'main';
  if (!NAME.test(name)) {
    throw invalidField('query.id', {
      zh: '应为 1 至 32 个字母、数字、_ 或 -',
      en: 'must be 1 to 32 letters, digits, _ or -',
    });
  }
  const sideOf = (side: 'rows' | 'cols') => {
    const text = query.get(side);
    if (text === null) return SIZE[side];
    const value = /^\d{1,4}$/.test(text) ? Number(text) : 0;
    if (value >= 1 && value <= LARGEST) return value;
    throw invalidField(`query.${side}`, {
      zh: `应为 1 至 ${LARGEST} 的整数`,
      en: `must be a whole number from 1 to ${LARGEST}`,
    });
  };
  return { name, size: { rows: sideOf('rows'), cols: sideOf('cols') } };
}
