import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { AppError } from '../../../domain/errors';

const ALWAYS = ['-hide_banner', '-loglevel', 'error', '-nostdin', '-y', '-progress', 'pipe:1'];

/** The most characters of ffmpeg's complaints that are kept, from their end. */
const TAIL = 2_000;

/** The longest that ffmpeg may go without taking a picture or telling of its progress, which it does twice a second. */
const STALL_MS = 60_000;

/** An ffmpeg that hangs: the machine's fault rather than the work's, which is worth another try. */
class Stalled extends Error {}

/**
 * Runs ffmpeg to its end, without a shell. When this settles, the process is gone: it is killed when the signal
 * aborts, its input fails, or it makes no progress.
 * @param input raw pictures for its standard input, each written before the next is asked for.
 * @throws AppError STORAGE_FULL when it had no room to write, else GENERATION_FAILED with the tail of what it said;
 * the signal's reason when aborted; another error when it made no progress.
 */
export async function runFfmpeg(
  binary: string,
  args: readonly string[],
  signal: AbortSignal,
  input?: AsyncIterable<Buffer>,
  stallMs = STALL_MS,
): Promise<void> {
  signal.throwIfAborted();
  const child = spawn(binary, [...ALWAYS, ...args], { stdio: [input ? 'pipe' : 'ignore', 'pipe', 'pipe'] });
  const kill = (): boolean => child.kill('SIGKILL');
  signal.addEventListener('abort', kill, { once: true });
  let hasStalled = false;
  const stall = setTimeout(() => {
    hasStalled = true;
    kill();
  }, stallMs);
  const moves = (): unknown => stall.refresh();
  child.stdout?.on('data', moves);
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-TAIL)));
  const ended = once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>;
  // Handled where it is awaited; a binary that cannot be started fails before that.
  ended.catch(() => undefined);

  try {
    if (input && child.stdin) await feed(child.stdin, input, moves);
    const [code, killedBy] = await ended;
    signal.throwIfAborted();
    if (hasStalled) throw new Stalled(`ffmpeg made no progress for ${stallMs} ms: ${said.trim()}`);
    if (code !== 0 || isFull(said)) throw failureOf(said, code ?? killedBy);
  } catch (error) {
    kill();
    await ended.catch(() => undefined);
    signal.throwIfAborted();
    throw error instanceof AppError || error instanceof Stalled ? error : failureOf(said, error);
  } finally {
    clearTimeout(stall);
    signal.removeEventListener('abort', kill);
  }
}

/** Writes the pictures one by one. A pipe that breaks is no error here: the process has ended, and its exit says why. */
async function feed(stdin: Writable, input: AsyncIterable<Buffer>, onTaken: () => unknown): Promise<void> {
  let broken = false;
  stdin.on('error', () => (broken = true));
  for await (const picture of input) {
    await new Promise<void>((resolve) => {
      stdin.write(picture, () => resolve());
    });
    if (broken) return;
    onTaken();
  }
  stdin.end();
}

function failureOf(said: string, ending: unknown): AppError<'STORAGE_FULL'> | AppError<'GENERATION_FAILED'> {
  const cause = new Error(`ffmpeg ended with ${String(ending)}: ${said.trim()}`);
  if (isFull(said)) return new AppError('STORAGE_FULL', undefined, { cause });
  return new AppError('GENERATION_FAILED', undefined, { cause, note: cause.message });
}

/** Told by words: older builds end with success even when the last of a file could not be written. */
function isFull(said: string): boolean {
  return /No space left on device|Disk quota exceeded/i.test(said);
}
