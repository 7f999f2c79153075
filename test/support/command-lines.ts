import { execFile, spawn } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { findAgentClis, installAgentClis } from '../../scripts/platform/agent-clis';

export type CommandLine = 'codex' | 'opencode' | 'claude';

export interface Run {
  readonly code: number | null;
  readonly output: string;
  readonly stdout: string;
  readonly stderr: string;
}

interface RunOptions {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

/** The folder of the agents' command lines: the platform's own, installed once. */
export async function obtainCommandLines(): Promise<string> {
  const complete: Parameters<typeof installAgentClis>[0]['complete'] = async ({ program, args, env }) => {
    await promisify(execFile)(program, [...args], { env: { ...env }, timeout: 600_000 });
  };
  return path.join(findAgentClis() ?? (await installAgentClis({ complete })), 'bin');
}

/** Runs a command line in a folder, with nothing of this user's own settings, and with no standard input. */
export async function runCommandLine(argv: readonly string[], { cwd, env }: RunOptions): Promise<Run> {
  const [program = '', ...args] = argv;
  const PATH = `${await obtainCommandLines()}:${process.env['PATH'] ?? ''}`;
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd,
      env: { PATH, TERM: 'dumb', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let [output, stdout, stderr] = ['', '', ''];
    child.stdout.setEncoding('utf8').on('data', (part: string) => {
      output += part;
      stdout += part;
    });
    child.stderr.setEncoding('utf8').on('data', (part: string) => {
      output += part;
      stderr += part;
    });
    const limit = setTimeout(() => child.kill('SIGKILL'), 120_000);
    child.once('error', reject);
    child.once('close', (code) => {
      clearTimeout(limit);
      resolve({ code, output, stdout, stderr });
    });
  });
}
