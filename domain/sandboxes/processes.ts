/* Processes in a sandbox. They belong to it and not to who asked for them: whoever attaches later finds them. */

/** What is started. */
export interface ProcessSpec {
  /** The caller's name for it: letters, digits, `_` and `-`, 64 at most. */
  readonly id: string;
  readonly argv: readonly string[];
  /** Absolute; the workspace where none is given. */
  readonly cwd?: string;
  /** Added to what the sandbox gives every process (PATH, HOME, LANG). */
  readonly env?: Readonly<Record<string, string>>;
  /** `closed`, the default: it reads the end at once. */
  readonly stdin?: 'closed' | 'open';
  /** Runs it at a terminal, which keeps the last 256 KiB that it showed. */
  readonly pty?: TerminalSize;
  /** By the names of prlimit: core, fsize, nofile, nproc, as, cpu, stack, data, memlock. */
  readonly limits?: Readonly<Record<string, number>>;
  /** How many bytes of stdout, and of stderr, may wait to be acknowledged before it has to wait: 4 MiB by default. */
  readonly bufferBytes?: number;
}

export interface TerminalSize {
  readonly rows: number;
  readonly cols: number;
}

/** What is kept of a stream: from byte `start` to byte `end`, counted from its beginning. */
export interface OutputRange {
  readonly start: number;
  readonly end: number;
  /** Whether nothing will come after `end`. */
  readonly closed: boolean;
}

export interface ProcessStatus {
  readonly id: string;
  readonly state: 'running' | 'exited';
  /** Null while it runs, and when a signal ended it. */
  readonly exitCode: number | null;
  /** Such as `SIGKILL`. */
  readonly signal: string | null;
  readonly startedAt: Date;
  readonly endedAt: Date | null;
  readonly stdout: OutputRange;
  readonly stderr: OutputRange;
}

/** A piece of a stream, and where in it it begins. */
export interface OutputPiece {
  readonly offset: number;
  readonly bytes: Buffer;
}

export type OutputStream = 'stdout' | 'stderr';

export interface Processes {
  /**
   * Starts a process. The same again answers the one that runs or has ended.
   * @throws AppError SANDBOX_REFUSED `invalid` when its program cannot be started, `exists` when another has its name,
   * `too_many` when too many are kept.
   */
  run(spec: ProcessSpec): Promise<ProcessStatus>;
  processes(): Promise<readonly ProcessStatus[]>;
  /** @throws AppError NOT_FOUND as all of the following. */
  process(id: string): Promise<ProcessStatus>;
  /** Waits until it has ended, or `timeoutMs` are over: the state tells which. */
  wait(
    id: string,
    options?: { readonly timeoutMs?: number; readonly signal?: AbortSignal },
  ): Promise<ProcessStatus>;
  /**
   * Reads a stream from a byte on until its end. It stays kept until it is acknowledged, so another may read it again.
   * A break in the connection is mended; only a sandbox that is gone ends it with SANDBOX_LOST.
   * @throws AppError SANDBOX_REFUSED `gone` when what is kept begins later (`details.start`).
   */
  output(id: string, stream: OutputStream, offset?: number, signal?: AbortSignal): AsyncIterable<OutputPiece>;
  /** Lets go of what is before these offsets: who calls this has it in safety. */
  acknowledge(id: string, upTo: { readonly stdout?: number; readonly stderr?: number }): Promise<void>;
  /** Writes to stdin, waiting until it is taken; `close` ends it afterwards. @throws AppError SANDBOX_REFUSED `closed`. */
  writeStdin(id: string, bytes: string | Buffer, options?: { readonly close?: boolean }): Promise<void>;
  /** Sends a signal such as `SIGINT`, to its whole group if so wished. */
  signal(id: string, signal: string, options?: { readonly group?: boolean }): Promise<void>;
  resize(id: string, size: TerminalSize): Promise<void>;
  /** Asks it and all that came of it to end, makes them after `graceMs`, and answers when they are gone. */
  kill(id: string, graceMs: number): Promise<ProcessStatus>;
  /** The same with everything in the sandbox. */
  killAll(graceMs: number): Promise<void>;
  /** Drops one that has ended, with its output. */
  forget(id: string): Promise<void>;
}
