import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { inProject, userCache } from '../../config/paths';
import { canInstall, installPrograms, mayInstall, type AptProgram } from './apt';
import { findBinary, isExecutable, searchPath } from './binaries';
import { ProcessFailure, type Supervisor } from './supervisor';
import type { Steps } from './terminal';

/** What it takes to run sandboxes here. */
export interface SandboxPrograms {
  readonly bwrap: string;
  /** The program that runs inside every sandbox. */
  readonly guest: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Bubblewrap of this machine and the guest program from the user's cache; what is missing is installed with apt-get (as
 * root; asked first at a terminal), and the guest is built with Go. Undefined where that does not work: a line says what
 * to install, and everything but sandboxes works.
 */
export async function obtainSandboxPrograms(
  supervisor: Supervisor,
  steps: Steps,
  env: Environment = process.env,
): Promise<SandboxPrograms | undefined> {
  const cached = path.join(guestFolder(env), 'taskloom-guest');
  const missing = (): AptProgram[] => [
    ...(findBwrap(env) === undefined ? (['bubblewrap'] as const) : []),
    ...(isExecutable(cached) || findGo(env) !== undefined ? [] : (['go'] as const)),
  ];
  try {
    if (missing().length > 0 && canInstall() && (await mayInstall(missing()))) {
      await steps.run(
        'Sandboxes',
        'installing',
        (say) => installPrograms(missing(), supervisor, say),
        (packages) => `installed ${packages.join(', ')}`,
      );
    }
    const go = findGo(env);
    if (!isExecutable(cached) && go !== undefined) {
      await steps.run(
        'Sandboxes',
        'building their guest program with Go',
        (say) => build(go, supervisor, env, say),
        () => 'their guest program is built',
      );
    }
  } catch (error) {
    if (!(error instanceof ProcessFailure)) throw error;
  }
  const bwrap = findBwrap(env);
  if (bwrap !== undefined && isExecutable(cached)) return { bwrap, guest: cached };
  const advice = 'they are off: install bubblewrap and Go 1.19 or newer (Debian: golang-go)';
  steps.note('bad', 'Sandboxes', advice);
  return undefined;
}

async function build(
  go: string,
  supervisor: Supervisor,
  env: Environment,
  say: (doing: string) => void,
): Promise<void> {
  const folder = guestFolder(env);
  // Built beside its place and moved there when whole: another checkout may be at the same.
  const workFolder = `${folder}.${process.pid}`;
  mkdirSync(workFolder, { recursive: true });
  const flags = `-s -w -X main.version=${fingerprint()}`;
  try {
    await supervisor.complete(
      {
        name: 'guest-build',
        title: "The guest program's build with Go",
        program: go,
        args: ['build', '-v', '-trimpath', '-buildvcs=false', '-ldflags', flags, '-o', workFolder, '.'],
        env: { ...process.env, CGO_ENABLED: '0' },
        cwd: inProject('guest'),
        graceMs: 5_000,
        stage: 1,
      },
      {
        onLine: (line) => {
          if (/^[\w./ -]+$/.test(line)) say(`building their guest program with Go: ${line.slice(0, 50)}`);
        },
      },
    );
    renameSync(path.join(workFolder, 'guest'), path.join(workFolder, 'taskloom-guest'));
    rmSync(folder, { recursive: true, force: true });
    renameSync(workFolder, folder);
  } finally {
    rmSync(workFolder, { recursive: true, force: true });
  }
}

/** A build for each state of the sources. */
function guestFolder(env: Environment): string {
  return userCache(env, `guest-${fingerprint()}`);
}

function fingerprint(): string {
  const hash = createHash('sha256');
  const names = readdirSync(inProject('guest')).filter((name) => /\.(go|mod|sum)$/.test(name));
  for (const name of names.filter((file) => !file.endsWith('_test.go')).sort()) {
    hash.update(`${name}\0`).update(readFileSync(inProject('guest', name)));
  }
  return hash.digest('hex').slice(0, 16);
}

function findBwrap(env: Environment): string | undefined {
  return findBinary(['bwrap'], searchPath(env));
}

function findGo(env: Environment): string | undefined {
  return findBinary(['go'], [...searchPath(env), '/usr/local/go/bin']);
}
