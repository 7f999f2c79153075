import { AppError, isAppError } from '../errors';
import { PROXY_ENVIRONMENT, WORKSPACE } from './layout';
import type { Processes, ProcessStatus, TerminalSize } from './processes';

/** Terminals that a sandbox has at once. */
export const MOST_TERMINALS = 8;

const PREFIX = 'terminal-';
/** Bash where the image has it, in the workspace where that can be entered: who has shut it needs a shell to open it. */
const SHELL = [
  '/bin/sh',
  '-c',
  `cd ${WORKSPACE} 2>/dev/null || cd; command -v bash >/dev/null && exec bash -l; exec sh -l`,
];

/** The process at the terminal of that name: letters, digits, `_` and `-`, 32 at most. */
export function terminalProcess(name: string): string {
  return `${PREFIX}${name}`;
}

/**
 * Opens the terminal of a name: the one that is there, in the new size, or a new one with a shell. One whose shell has
 * ended is there until somebody has seen that, or others need its room.
 * AppError SANDBOX_REFUSED `too_many` when there are as many as may be.
 */
export async function openTerminal(
  sandbox: Processes,
  name: string,
  size: TerminalSize,
): Promise<{ readonly terminal: ProcessStatus; readonly isNew: boolean }> {
  const id = terminalProcess(name);
  const all = (await sandbox.processes()).filter((each) => each.id.startsWith(PREFIX));
  const there = all.find((each) => each.id === id);
  if (there) return { terminal: await resized(sandbox, there, size), isNew: false };
  await makeRoom(sandbox, all);
  try {
    const env = { ...PROXY_ENVIRONMENT, TERM: 'xterm-256color' };
    const terminal = await sandbox.run({ id, argv: SHELL, cwd: '/', env, pty: size });
    return { terminal, isNew: true };
  } catch (error) {
    // Of two that open it at once in different sizes, one was first.
    if (!isAppError(error, 'SANDBOX_REFUSED') || error.details.reason !== 'exists') throw error;
    return { terminal: await resized(sandbox, await sandbox.process(id), size), isNew: false };
  }
}

async function resized(sandbox: Processes, terminal: ProcessStatus, size: TerminalSize) {
  if (terminal.state === 'running') await resize(sandbox, terminal.id, size);
  return terminal;
}

/** What has ended meanwhile has no size. */
export async function resize(sandbox: Processes, id: string, size: TerminalSize): Promise<void> {
  try {
    await sandbox.resize(id, size);
  } catch (error) {
    if (!isAppError(error, 'SANDBOX_REFUSED') && !isAppError(error, 'NOT_FOUND')) throw error;
  }
}

async function makeRoom(sandbox: Processes, all: readonly ProcessStatus[]): Promise<void> {
  if (all.length < MOST_TERMINALS) return;
  const ended = all.filter(({ state }) => state === 'exited');
  if (ended.length === 0) throw new AppError('SANDBOX_REFUSED', { reason: 'too_many' });
  for (const { id } of ended) await sandbox.forget(id);
}
