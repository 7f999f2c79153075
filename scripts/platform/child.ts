import { spawn } from 'node:child_process';
import {
  closeSync,
  existsSync,
  fstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { endGroup, signalProcess } from './processes';
import type { RunFolder } from './records';

/** A program to run. */
export interface Command {
  /** Names its log and its record: `mysql`. */
  readonly name: string;
  /** What people call it: `MariaDB 10.11`. */
  readonly title: string;
  readonly program: string;
  readonly args: readonly string[];
  /** Its whole environment. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The folder it runs in, where that is not this process's own. */
  readonly cwd?: string;
  /** How long it may take to end after SIGTERM. */
  readonly graceMs: number;
  /** Higher stages stop first. */
  readonly stage: number;
}

/** How a process ended. */
export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A process of ours, in a group of its own: Ctrl-C at the terminal reaches us, and we decide when it ends. */
export interface Child {
  readonly command: Command;
  readonly startedAt: number;
  readonly exited: Promise<Exit>;
  /** The end of what it has printed, for people. */
  tail(): string;
  /** Asks it to end, kills it after its grace, and answers when nothing of its group is left. */
  end(): Promise<void>;
  /** Kills it and its group at once. */
  kill(): void;
}

/** Where processes run and are written down. */
export interface Workplace {
  readonly run: RunFolder;
  readonly logs: string;
}

export function logFileOf(workplace: Workplace, name: string): string {
  return path.join(workplace.logs, `${name}.log`);
}

/** Starts a program; what it prints goes to its log, and to `onLine` line by line if that is given. */
export function launch(workplace: Workplace, command: Command, options: LaunchOptions = {}): Child {
  const log = openSync(logFileOf(workplace, command.name), 'a');
  const logFrom = fstatSync(log).size;
  const output = options.atTerminal ? ('inherit' as const) : options.onLine ? ('pipe' as const) : log;
  const spawned = spawn(command.program, [...command.args], {
    detached: true,
    env: command.env,
    ...(command.cwd === undefined ? {} : { cwd: command.cwd }),
    stdio: ['ignore', output, output, ...(options.onMessage ? (['ipc'] as const) : [])],
  });
  const { pid } = spawned;
  if (pid !== undefined) {
    workplace.run.add({ name: command.name, pid, stage: command.stage, graceMs: command.graceMs });
  }
  if (options.onMessage) spawned.on('message', options.onMessage);
  for (const stream of [spawned.stdout, spawned.stderr]) {
    let rest = '';
    stream?.setEncoding('utf8').on('data', (text: string) => {
      writeSync(log, text);
      const lines = (rest + text).split(/\r\n|\n|\r/);
      rest = lines.pop() ?? '';
      for (const line of lines) options.onLine?.(line);
    });
  }

  const exited = new Promise<Exit>((resolve) => {
    const ended = (exit: Exit) => {
      workplace.run.remove(command.name);
      closeSync(log);
      resolve(exit);
    };
    spawned.once('error', (error) => {
      writeSync(log, `${command.program}: ${error.message}\n`);
      if (pid === undefined) ended({ code: 127, signal: null });
    });
    // What it started and left behind (a renderer, a compiler) ends with it.
    let groupEnded = Promise.resolve();
    spawned.once('exit', () => {
      if (pid !== undefined) groupEnded = endGroup(pid);
    });
    // The exit, and after it the last of what was printed.
    spawned.once('close', (code: number | null, signal: NodeJS.Signals | null) => {
      if (pid !== undefined) void groupEnded.then(() => ended({ code, signal }));
    });
  });

  return {
    command,
    startedAt: Date.now(),
    exited,
    tail: () => logTail(logFileOf(workplace, command.name), logFrom),
    async end() {
      if (pid === undefined) return;
      if (spawned.exitCode === null && spawned.signalCode === null) signalProcess(pid, 'SIGTERM');
      const patience = new AbortController();
      const outOfPatience = delay(command.graceMs, undefined, { signal: patience.signal }).then(
        () => {
          signalProcess(pid, 'SIGKILL', true);
        },
        () => undefined,
      );
      await exited;
      patience.abort();
      await outOfPatience;
    },
    kill() {
      if (pid !== undefined) signalProcess(pid, 'SIGKILL', true);
    },
  };
}

/** Who listens to a program. */
export interface LaunchOptions {
  readonly onLine?: (line: string) => void;
  /** It prints where we print, and nothing goes to its log. */
  readonly atTerminal?: boolean;
  readonly onMessage?: (message: unknown) => void;
}

/** Makes the folder of the logs, and keeps those of the run before as `<name>.log.1`: each run's logs begin with it. */
export function rotateLogs(folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.log'))) {
    renameSync(path.join(folder, name), path.join(folder, `${name}.1`));
  }
}

const TAIL_LINES = 8;

/**
 * The last lines of a log from byte `from` on, as a person reads them: what an uncaught error says, or else
 * the end; JSON as its message and error, and no stacks.
 */
export function logTail(file: string, from = 0): string {
  if (!existsSync(file)) return '';
  const lines = readFileSync(file)
    .subarray(from)
    .toString('utf8')
    .split('\n')
    .filter((line) => line.trim() !== '' && !/^\s+at |^Node\.js v/.test(line));
  const fatal = lines.findLastIndex((line) => /^(Uncaught )?[A-Z]\w*Error\b.*:/.test(line));
  const last = fatal >= 0 ? lines.slice(fatal, fatal + TAIL_LINES) : lines.slice(-TAIL_LINES);
  return last.map((line) => `      │ ${readable(line)}`).join('\n');
}

function readable(line: string): string {
  if (!line.startsWith('{')) return line;
  try {
    const entry = JSON.parse(line) as { msg?: unknown; err?: { message?: unknown } };
    const parts = [entry.msg, entry.err?.message].filter((part) => typeof part === 'string');
    return parts.length > 0 ? [...new Set(parts)].join(': ') : line;
  } catch {
    return line;
  }
}

/** `exit code 1`, `signal SIGKILL`. */
export function describeExit({ code, signal }: Exit): string {
  return signal === null ? `exit code ${code ?? 'unknown'}` : `signal ${signal}`;
}
