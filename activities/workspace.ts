import { createWriteStream } from 'node:fs';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ErrorCode } from '../domain/error-catalogue';
import { AppError, isAppError } from '../domain/errors';
import type { Artifacts } from '../domain/jobs/artifacts';
import type { Sandbox } from '../domain/sandboxes/driver';
import { HOME, PROXY_ENVIRONMENT, WORKSPACE } from '../domain/sandboxes/layout';
import type { TaskArchives } from '../domain/tasks/archives';
import type { Complaints } from '../domain/tasks/event-rows';
import type { NewTaskEvent, Task, Turn } from '../domain/tasks/task';
import { lastOfStderr } from './agent-stderr';
import { throughOutage } from './outage';
import type { Scratch } from './scratch';
import { stepProcess } from './turn-processes';

/** Git's own folder of what the workspace was at first lies beside it: it is nobody's repository but ours. */
const BASE = `${HOME}/.taskloom/base.git`;
const GIT = ['git', `--git-dir=${BASE}`, `--work-tree=${WORKSPACE}`];
const AS_US = [
  '-c',
  'user.name=taskloom',
  '-c',
  'user.email=taskloom@localhost',
  '-c',
  'commit.gpgsign=false',
];
/** What an agent has set for itself is not asked: a diff of its own, or a program that git shall run. */
const UNASKED = { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1', GIT_TERMINAL_PROMPT: '0' };
const SETTINGS = [
  '[core]',
  ...['repositoryformatversion = 0', 'bare = true', 'hooksPath = /dev/null'],
  // These it would else look for in the folders of the user.
  ...['excludesFile = /dev/null', 'attributesFile = /dev/null'],
  '',
].join('\n');
/** What programs fetch or make by themselves is no work of an agent's. */
const NOT_WORK = ['.git', 'node_modules', '__pycache__', '.venv', '.cache', '*.pyc'];

/** Bounds of what an uploaded archive holds. */
const UNPACKED = { maxBytes: 512 * 1024 * 1024, maxEntries: 50_000 };
/** What is told of an archive that the sandbox refuses, by its word for why. */
const ARCHIVE_FAULTS: ReadonlyMap<string, string> = new Map([
  ['unsafe_archive', 'it holds a device, or what leads outside of the workspace'],
  ['too_large', 'unpacked it is larger than 512 MiB, or has more than 50,000 entries'],
  ['full', 'the disk of the sandbox has no room for what is in it'],
]);
/** Nobody pays for it, and nobody else has the place. */
const STEP_MS = 5 * 60_000;
/** Of what a program says that fails, in bytes. */
const MOST_SAID = 2_000;
const LARGEST_PATCH = 16 * 1024 * 1024;
const LARGEST_ARCHIVE = 512 * 1024 * 1024;
/** What git says when the door to other hosts refuses one. */
const NOT_ALLOWED = 'CONNECT tunnel failed, response 403';
/** What the names of a commit and of a branch may be made of, for git takes what begins with `-` for an option. */
const SAFE_NAME = /^[A-Za-z0-9_][\w./-]{0,254}$/;

/** A turn's sandbox, and what is said of the work on it. */
export interface WorkspaceSteps {
  readonly sandbox: Sandbox;
  readonly turn: Turn;
  readonly signal: AbortSignal;
  /** Says in the log why the turn fails; a repeat says it once. */
  readonly tellFault: (event: NewTaskEvent) => Promise<void>;
  /** Says in the log what could not be kept, though the turn does not fail for it; a repeat says it once. */
  readonly complain: (complaints: Complaints) => Promise<void>;
}

/**
 * Has the workspace be what the task begins with, and remembers that; a turn after the first changes nothing.
 * AppError REPOSITORY_UNAVAILABLE when it cannot be cloned; the log has what git said. ARCHIVE_REFUSED
 */
export async function prepare(
  steps: WorkspaceSteps,
  task: Task,
  archives: Pick<TaskArchives, 'open'>,
): Promise<void> {
  const { sandbox, turn } = steps;
  if (turn.number > 1) return;
  if (task.repository !== null) await clone(steps, task.repository, task.branch);
  if (task.archiveId !== null) await unpack(steps, task.archiveId, archives);
  await sandbox.makeFolder(`${HOME}/.taskloom`);
  await run(steps, 'init', ['git', 'init', '--quiet', '--bare', BASE]);
  await sandbox.writeFile(`${BASE}/info/exclude`, `${NOT_WORK.join('\n')}\n`);
  await run(steps, 'add', [...GIT, 'add', '--all']);
  const commit = ['commit', '--quiet', '--allow-empty', '--no-verify', '-m', 'base'];
  await run(steps, 'commit', [...GIT, ...AS_US, ...commit]);
}

/** Whole or not at all, and as often as one likes. AppError ARCHIVE_REFUSED; the log has why */
async function unpack(
  { sandbox, tellFault }: WorkspaceSteps,
  id: string,
  archives: Pick<TaskArchives, 'open'>,
): Promise<void> {
  try {
    await sandbox.extract(WORKSPACE, await archives.open(id), UNPACKED);
  } catch (error) {
    const message = archiveFault(error);
    if (message === undefined) throw error;
    const reason = 'ARCHIVE_REFUSED';
    await tellFault({ type: 'error', data: { reason, message } });
    throw new AppError(reason, undefined, { note: message, cause: error });
  }
}

/** Why a task cannot begin with its archive; undefined for any other error. */
function archiveFault(error: unknown): string | undefined {
  if (isAppError(error, 'ARCHIVE_REFUSED')) return 'it is not kept any more';
  if (!isAppError(error, 'SANDBOX_REFUSED')) return undefined;
  return ARCHIVE_FAULTS.get(error.details.reason) ?? 'it is damaged';
}

async function clone(steps: WorkspaceSteps, repository: string, branch: string | null): Promise<void> {
  const onBranch = branch === null ? [] : ['--branch', branch];
  const failure =
    branch === null || SAFE_NAME.test(branch)
      ? await outcome(steps, 'clone', ['git', 'clone', '--quiet', ...onBranch, '--', repository, WORKSPACE])
      : { said: 'that is no name of a branch' };
  if (!failure) return;
  const reason = 'REPOSITORY_UNAVAILABLE';
  const why = failure.said.includes(NOT_ALLOWED)
    ? '\nThe operator of this platform allows no such host.'
    : '';
  await steps.tellFault({ type: 'error', data: { reason, message: withoutCredentials(failure.said) + why } });
  throw new AppError(reason);
}

/** A server may send git elsewhere, to an address with a user and a password in it. */
export function withoutCredentials(said: string): string {
  return said.replace(/\/\/[^/\s'"]*@/g, '//');
}

interface Keeping {
  readonly artifacts: Artifacts;
  readonly scratch: Scratch;
}

/**
 * Keeps the workspace as an archive, and what became of it since its beginning as a patch. What is too large for that, or
 * cannot be made, is told in the log, and kept no less in the sandbox: the work was done.
 */
export async function keepResult(steps: WorkspaceSteps, { artifacts, scratch }: Keeping): Promise<void> {
  const { signal, turn } = steps;
  const { jobId } = turn;
  const folder = await scratch.folder(jobId);
  const complaints: Complaint[] = [];
  const kept = async (
    artifact: 'patch' | 'workspace',
    contentType: string,
    make: () => Promise<Readable>,
  ) => {
    const fileName = FILE_NAMES[artifact];
    try {
      const file = path.join(folder, fileName);
      await pipeline(await make(), createWriteStream(file), { signal });
      const record = <T>(insert: () => Promise<T>) => throughOutage(signal, insert);
      await artifacts.save(jobId, artifact, file, { fileName, contentType }, record);
    } catch (error) {
      complaints.push(complaintOf(error, artifact));
    }
  };
  try {
    await kept('patch', 'text/x-diff', () => patchOf(steps));
    await kept('workspace', 'application/gzip', () =>
      steps.sandbox.archive(WORKSPACE, { exclude: NOT_WORK, maxBytes: LARGEST_ARCHIVE }),
    );
  } finally {
    await scratch.clear(jobId);
  }
  if (complaints.length === 0) return;
  const lost = complaints.find(({ data }) => data.artifact === 'patch');
  await steps.complain({ events: complaints, patchLost: lost?.data.reason });
}

const FILE_NAMES = { patch: 'changes.diff', workspace: 'workspace.tar.gz' } as const;

/**
 * The agent could have written in our folder, too: settings of its own, pipes that git would wait at, locks that it heeds,
 * names of other folders with more of that. In the workspace git reads some files wherever they are.
 */
const TIDY = `find "$1" '(' ! -type d ! -type f -o -name '*.lock' -o -name commondir -o -name alternates ')' -delete
find "$2" -xtype p '(' -name '.git*' -o -path '*/.git/*' ')' -delete
true`;
/** Of a repository that it knows git would ask more, by a program that heeds what is set there. */
const WITHOUT_REPOSITORIES = `"$@" ls-files --stage -z | grep -z '^160000 ' | cut -z -f2- |
  "$@" update-index -z --force-remove --stdin`;

/** What changed since the workspace was prepared. AppError RESULT_TOO_LARGE: a part of a patch is of no use. */
async function patchOf(steps: WorkspaceSteps): Promise<Readable> {
  await run(steps, 'tidy', ['sh', '-c', TIDY, 'sh', `${HOME}/.taskloom`, WORKSPACE]);
  await steps.sandbox.writeFile(`${BASE}/config`, SETTINGS);
  await run(steps, 'unlink', ['sh', '-c', WITHOUT_REPOSITORIES, 'sh', ...GIT]);
  // A file that cannot be read, or a repository within, is left out; that is no reason to leave all out.
  const stage = [...GIT, '-c', 'advice.addEmbeddedRepo=false', 'add', '--all', '--ignore-errors'];
  await run(steps, 'stage', stage, [0, 1]);
  const patch = `${HOME}/.taskloom/patch-${steps.turn.number}.diff`;
  const diff = ['diff', '--cached', '--binary', '--ignore-submodules=all', `--output=${patch}`, 'HEAD'];
  await run(steps, 'diff', [...GIT, ...diff]);
  const { size, stream } = await steps.sandbox.readFile(patch, { length: LARGEST_PATCH });
  if (size <= LARGEST_PATCH) return stream;
  stream.destroy();
  throw new AppError('RESULT_TOO_LARGE', undefined, { note: `${size} bytes` });
}

interface Complaint extends NewTaskEvent {
  readonly data: { readonly reason: ErrorCode; readonly artifact: string; readonly message: string };
}

/** What the log says of an artifact that the content of the workspace kept from being made; any other error is thrown. */
function complaintOf(error: unknown, artifact: string): Complaint {
  const isOfWorkspace =
    isAppError(error) &&
    ['RESULT_TOO_LARGE', 'SANDBOX_REFUSED', 'AGENT_FAILED', 'NOT_FOUND'].includes(error.code);
  if (!isOfWorkspace) throw error;
  const isTooLarge = isAppError(error, 'SANDBOX_REFUSED') && error.details.reason === 'too_large';
  const reason = isTooLarge ? 'RESULT_TOO_LARGE' : error.code;
  return { type: 'error', data: { reason, artifact, message: withoutCredentials(error.message) } };
}

/** Runs a program of ours in the sandbox to its end. AppError AGENT_FAILED with what it said when it does not succeed. */
async function run(
  steps: WorkspaceSteps,
  name: string,
  argv: readonly string[],
  good: readonly number[] = [0],
): Promise<void> {
  const failure = await outcome(steps, name, argv, good);
  if (failure) throw new AppError('AGENT_FAILED', undefined, { note: `${name}: ${failure.said}` });
}

/** The same, but for the error: undefined when it succeeded, and else the last of what it complained of. */
async function outcome(
  { sandbox, turn, signal }: WorkspaceSteps,
  name: string,
  argv: readonly string[],
  good: readonly number[] = [0],
): Promise<{ readonly said: string } | undefined> {
  const id = stepProcess(name, turn);
  await sandbox.run({ id, argv, env: { ...PROXY_ENVIRONMENT, ...UNASKED }, cwd: WORKSPACE });
  const status = await sandbox.wait(id, { timeoutMs: STEP_MS, signal });
  if (status.state === 'running') await sandbox.kill(id, 1_000);
  if (status.exitCode !== null && good.includes(status.exitCode)) return undefined;
  const said = await lastOfStderr(sandbox, id, MOST_SAID, signal);
  return { said: said === '' ? `it ended with ${status.exitCode ?? status.signal}` : said };
}
