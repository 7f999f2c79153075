import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { userCache } from '../../config/paths';
import { findBinary, searchPath } from './binaries';
import { ProcessFailure, type Supervisor } from './supervisor';
import type { Steps } from './terminal';

/*
 * The agents' command lines. They are large (some 690 MB), so they are no packages of ours: they lie in the user's
 * cache, in a folder that needs nothing beside itself, to be bound at /opt/agents of a sandbox.
 */

const VERSIONS = {
  codex: '0.169.0',
  opencode: '1.18.33',
  // It runs on Node; later ones are one more large binary.
  claude: '2.0.54',
  /** For claude: the sandbox may have no Node, or one that needs libraries of its own. */
  node: '22.23.3',
} as const;

/** What is installed of npm for one kind of processor, by the names under which it then lies there. */
function packagesFor(arch: string): Readonly<Record<string, string>> {
  // Without AVX2: a virtual machine may have less than this one.
  const opencode = arch === 'x64' ? 'opencode-linux-x64-baseline' : `opencode-linux-${arch}`;
  return {
    'codex-binary': `npm:@openai/codex@${VERSIONS.codex}-linux-${arch}`,
    'opencode-binary': `npm:${opencode}@${VERSIONS.opencode}`,
    'claude-code': `npm:@anthropic-ai/claude-code@${VERSIONS.claude}`,
    'node-binary': `npm:node-linux-${arch}@${VERSIONS.node}`,
  };
}

const TARGETS: Readonly<Record<string, string>> = {
  x64: 'x86_64-unknown-linux-musl',
  arm64: 'aarch64-unknown-linux-musl',
};

/** The programs in `bin`, each as a link to its place. */
function linksFor(arch: string): Readonly<Record<string, string>> {
  return {
    codex: `codex-binary/vendor/${TARGETS[arch]}/bin/codex`,
    opencode: 'opencode-binary/bin/opencode',
    node: 'node-binary/bin/node',
  };
}

const CLAUDE_PROGRAM = 'claude-code/cli.js';

/** A shell finds the folder by the name it was called by, wherever that is bound. */
const CLAUDE = `#!/bin/sh
here=$(dirname "$0")
exec "$here/node" "$here/../node_modules/${CLAUDE_PROGRAM}" "$@"
`;

/** What comes along and is of no use here: voices, headers, and searchers for other machines. */
function superfluous(arch: string): readonly string[] {
  const searchers = ['arm64-darwin', 'x64-darwin', 'x64-win32', arch === 'x64' ? 'arm64-linux' : 'x64-linux'];
  return [
    `codex-binary/vendor/${TARGETS[arch]}/codex-resources/voice`,
    'node-binary/include',
    'node-binary/share',
    'claude-code/vendor/claude-code-jetbrains-plugin',
    ...searchers.map((name) => `claude-code/vendor/ripgrep/${name}`),
  ];
}

const INSTALL_OPTIONS = ['--ignore-scripts', '--no-package-lock', '--no-audit', '--no-fund'] as const;

type Environment = Readonly<Record<string, string | undefined>>;

/** The folder with the command lines in `bin`, from an earlier start. */
export function findAgentClis(env: Environment = process.env): string | undefined {
  const folder = agentClisFolder(env);
  return existsSync(folder) ? folder : undefined;
}

/**
 * The folder with `bin/codex`, `bin/opencode` and `bin/claude`: of an earlier start, else installed from npm. Undefined
 * where they cannot be had; it says so, and that there are no tasks then.
 */
export async function obtainAgentClis(
  supervisor: Pick<Supervisor, 'complete'>,
  steps: Steps,
  env: Environment = process.env,
): Promise<string | undefined> {
  const found = findAgentClis(env);
  if (found !== undefined) return found;
  try {
    return await steps.run(
      'Agents',
      'installing codex, opencode and Claude Code',
      () => installAgentClis(supervisor, env),
      () => 'installed codex, opencode and Claude Code',
    );
  } catch (error) {
    if (!(error instanceof ProcessFailure)) throw error;
    steps.note('bad', 'Agents', 'there are no coding tasks without them; the next start tries again');
    steps.print(error.message);
    return undefined;
  }
}

/**
 * Installs them from npm into the user's cache: no script of theirs runs.
 * @throws ProcessFailure where there is no network, no npm, or no such program for this machine
 */
export async function installAgentClis(
  { complete }: Pick<Supervisor, 'complete'>,
  env: Environment = process.env,
): Promise<string> {
  const { arch, platform } = process;
  if (platform !== 'linux' || TARGETS[arch] === undefined) {
    throw new ProcessFailure(
      `The agents' command lines run on Linux, on x64 or arm64; not on ${platform} ${arch}.`,
    );
  }
  const npm = findBinary(['npm'], searchPath(env));
  if (npm === undefined)
    throw new ProcessFailure("npm is needed for the agents' command lines, and not found.");
  const folder = agentClisFolder(env);
  // Made beside its place and moved there when whole: another checkout may be at the same.
  const made = `${folder}.${process.pid}`;
  try {
    mkdirSync(made, { recursive: true });
    writeFileSync(path.join(made, 'package.json'), JSON.stringify({ dependencies: packagesFor(arch) }));
    await complete({
      name: 'agent-clis',
      title: "The installation of the agents' command lines",
      program: npm,
      // Without a network that is soon known: every start tries again.
      args: [
        'install',
        '--prefix',
        made,
        ...INSTALL_OPTIONS,
        '--fetch-retries=1',
        '--fetch-retry-mintimeout=1000',
      ],
      env,
      graceMs: 2_000,
      stage: 1,
    });
    arrange(made, arch);
    // What another one has made in the meantime may be in use.
    if (!existsSync(folder)) renameSync(made, folder);
    return folder;
  } finally {
    rmSync(made, { recursive: true, force: true });
  }
}

function arrange(folder: string, arch: string): void {
  const modules = path.join(folder, 'node_modules');
  for (const name of superfluous(arch)) rmSync(path.join(modules, name), { recursive: true, force: true });
  const links = Object.entries(linksFor(arch));
  const missing = [...links, ['claude', CLAUDE_PROGRAM] as const].filter(
    ([, target]) => !existsSync(path.join(modules, target)),
  );
  if (missing.length > 0) {
    throw new ProcessFailure(`npm installed no ${missing.map(([name]) => name).join(' and no ')}.`);
  }
  const bin = path.join(folder, 'bin');
  mkdirSync(bin);
  for (const [name, target] of links) {
    symlinkSync(path.join('..', 'node_modules', target), path.join(bin, name));
  }
  writeFileSync(path.join(bin, 'claude'), CLAUDE, { mode: 0o755 });
  openToAll(folder);
}

/** A sandbox reads them as somebody else, whatever this user's umask is. */
function openToAll(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (entry.isSymbolicLink()) continue;
    const file = path.join(entry.parentPath, entry.name);
    const { mode } = statSync(file);
    chmodSync(file, mode | (entry.isDirectory() || mode & 0o100 ? 0o555 : 0o444));
  }
  chmodSync(folder, 0o755);
}

/** Where they lie, or will: every set of packages, and every way of laying them out, has a folder of its own. */
export function agentClisFolder(env: Environment = process.env): string {
  const { arch } = process;
  const content = JSON.stringify([packagesFor(arch), linksFor(arch), superfluous(arch), CLAUDE]);
  return userCache(env, `agents-${createHash('sha256').update(content).digest('hex').slice(0, 12)}`);
}
