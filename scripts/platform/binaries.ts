import { execFile } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

const exec = promisify(execFile);

/** Servers are often installed where only root's PATH leads. */
const SERVER_FOLDERS = [
  '/usr/local/sbin',
  '/usr/sbin',
  '/sbin',
  '/usr/libexec',
  '/opt/homebrew/bin',
  '/usr/local/bin',
];

/** The folders that programs are looked for in: the PATH first. */
export function searchPath(env: Readonly<Record<string, string | undefined>>): string[] {
  const onPath = (env['PATH'] ?? '').split(path.delimiter).filter((folder) => path.isAbsolute(folder));
  return [...new Set([...onPath, ...SERVER_FOLDERS])];
}

/** The first of `names` that is an executable file in one of `folders`. */
export function findBinary(names: readonly string[], folders: readonly string[]): string | undefined {
  return names.flatMap((name) => folders.map((folder) => path.join(folder, name))).find(isExecutable);
}

export function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** What a program prints when asked for its version; undefined when it does not run. */
export async function versionText(program: string, ...args: string[]): Promise<string | undefined> {
  try {
    const { stdout, stderr } = await exec(program, args, { timeout: 10_000 });
    return `${stdout}${stderr}`.trim();
  } catch {
    return undefined;
  }
}
