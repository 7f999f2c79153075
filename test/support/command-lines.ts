import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { userCache } from '../../config/paths';

/** The command lines of agents, in the versions that were tried. */
const PACKAGES = {
  codex: '@openai/codex@0.169.0',
  opencode: 'opencode-ai@1.18.33',
  // The newest that runs on Node 20.
  claude: '@anthropic-ai/claude-code@2.0.54',
} as const;

export type CommandLine = keyof typeof PACKAGES;

export interface Run {
  readonly code: number | null;
  readonly output: string;
}

/** Where they are kept: they are large, and no part of the project. */
function folder(): string {
  return userCache(process.env, 'agents');
}

/** Installs the command lines once, from npm. */
export async function obtainCommandLines(): Promise<void> {
  if (Object.keys(PACKAGES).every((name) => existsSync(binary(name as CommandLine)))) return;
  await mkdir(folder(), { recursive: true });
  const wanted = Object.values(PACKAGES);
  const args = ['install', '--prefix', folder(), '--no-save', '--no-audit', '--no-fund', ...wanted];
  const { code, output } = await run('npm', args, { cwd: folder(), env: {} }, 600_000);
  if (code !== 0) throw new Error(`The command lines could not be installed:\n${output}`);
}

function binary(name: CommandLine): string {
  return path.join(folder(), 'node_modules', '.bin', name);
}

/** Runs a command line in a folder, with nothing of this user's own settings. */
export function runCommandLine(
  name: CommandLine,
  args: readonly string[],
  {
    cwd,
    home,
    env,
  }: { readonly cwd: string; readonly home: string; readonly env: Readonly<Record<string, string>> },
): Promise<Run> {
  return run(
    binary(name),
    args,
    { cwd, env: { HOME: home, XDG_CONFIG_HOME: home, XDG_DATA_HOME: home, ...env }, bare: true },
    120_000,
  );
}

function run(
  program: string,
  args: readonly string[],
  {
    cwd,
    env,
    bare,
  }: { readonly cwd: string; readonly env: Readonly<Record<string, string>>; readonly bare?: boolean },
  limitMs: number,
): Promise<Run> {
  return new Promise((resolve, reject) => {
    const inherited = bare ? { PATH: process.env['PATH'] ?? '', TERM: 'dumb' } : process.env;
    const child = spawn(program, args, {
      cwd,
      env: { ...inherited, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (part: Buffer) => (output += part.toString()));
    const limit = setTimeout(() => child.kill('SIGKILL'), limitMs);
    child.once('error', reject);
    child.once('close', (code) => {
      clearTimeout(limit);
      resolve({ code, output });
    });
  });
}
