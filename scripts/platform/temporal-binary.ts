import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { inProject, userCache } from '../../config/paths';
import { findBinary, isExecutable, searchPath, versionText } from './binaries';
import type { Supervisor } from './supervisor';

/** The last release of Temporal's CLI that Go can install by its module path (later ones replace a module). */
const VERSION = '1.5.1';
const MODULE = `github.com/temporalio/cli/cmd/temporal@v${VERSION}`;
/** A download that shows no new byte for this long is given up. */
const DOWNLOAD_PATIENCE_MS = 15_000;

type Environment = Readonly<Record<string, string | undefined>>;

/** Temporal's CLI, which holds the development server: on the PATH, or from an earlier start. */
export async function findTemporal(env: Environment = process.env): Promise<string | undefined> {
  const onPath = findBinary(['temporal'], searchPath(env));
  if (onPath && (await versionText(onPath, '--version'))?.includes('Server')) return onPath;
  const cached = path.join(cacheFolder(env), 'temporal');
  return isExecutable(cached) ? cached : undefined;
}

/**
 * Gets Temporal's CLI into the user's cache: by the SDK's own download, or else by building it with Go.
 * `say` is told how far it is. Answers its path, or undefined when neither works here.
 */
export async function obtainTemporal(
  supervisor: Supervisor,
  say: (doing: string) => void,
  env: Environment = process.env,
): Promise<string | undefined> {
  const folder = cacheFolder(env);
  mkdirSync(path.dirname(folder), { recursive: true });
  // Built beside its place and moved there when whole: another checkout may be at the same.
  const workFolder = `${folder}.${process.pid}`;
  try {
    const made =
      (await download(supervisor, workFolder, say)) || (await build(supervisor, workFolder, say, env));
    if (!made) return undefined;
    rmSync(folder, { recursive: true, force: true });
    renameSync(workFolder, folder);
    return path.join(folder, 'temporal');
  } finally {
    rmSync(workFolder, { recursive: true, force: true });
  }
}

async function download(
  supervisor: Supervisor,
  folder: string,
  say: (doing: string) => void,
): Promise<boolean> {
  const script = inProject('dist', 'scripts', 'platform', 'download-temporal.js');
  mkdirSync(folder, { recursive: true });
  say('downloading its server');
  const stalled = new AbortController();
  let seen = 0;
  let lastGrowth = Date.now();
  const watch = setInterval(() => {
    const bytes = sizeOf(folder);
    if (bytes > seen) lastGrowth = Date.now();
    seen = bytes;
    if (bytes > 0) say(`downloading its server, ${megabytes(bytes)}`);
    if (Date.now() - lastGrowth > DOWNLOAD_PATIENCE_MS) stalled.abort();
  }, 300);
  try {
    await supervisor.complete(
      {
        name: 'temporal-download',
        title: "Temporal's download",
        program: process.execPath,
        args: [script, folder, `v${VERSION}`],
        env: process.env,
        graceMs: 2_000,
        stage: 1,
      },
      { signal: stalled.signal },
    );
    return isExecutable(path.join(folder, 'temporal'));
  } catch {
    return false;
  } finally {
    clearInterval(watch);
  }
}

async function build(
  supervisor: Supervisor,
  folder: string,
  say: (doing: string) => void,
  env: Environment,
): Promise<boolean> {
  const go = findBinary(['go'], [...searchPath(env), '/usr/local/go/bin']);
  if (!go) return false;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const packages = new Set<string>();
  await supervisor.complete(
    {
      name: 'temporal-build',
      title: "Temporal's build with Go",
      program: go,
      args: ['install', '-v', MODULE],
      env: { ...process.env, GOBIN: folder },
      graceMs: 5_000,
      stage: 1,
    },
    {
      // Go names each module as it fetches it, and each package when it begins to compile it.
      onLine: (line) => {
        const module = /^go: downloading (\S+)/.exec(line)?.[1];
        if (module) say(`building it with Go, a few minutes: fetching ${module}`);
        else if (/^[\w.-]+(\/[\w.~-]+)*$/.test(line)) {
          packages.add(line);
          say(`building it with Go, a few minutes: package ${packages.size}, ${line}`);
        }
      },
    },
  );
  return isExecutable(path.join(folder, 'temporal'));
}

function cacheFolder(env: Environment): string {
  return userCache(env, `temporal-${VERSION}`);
}

function sizeOf(folder: string): number {
  if (!existsSync(folder)) return 0;
  const sizes = readdirSync(folder).map(
    (name) => statSync(path.join(folder, name), { throwIfNoEntry: false })?.size,
  );
  return sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0);
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(0)} MB`;
}
