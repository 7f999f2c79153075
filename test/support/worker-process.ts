import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inProject } from '../../config/paths';
import { freePorts } from '../../scripts/platform/ports';
import { required } from './environment';
import { eventually } from './eventually';
import type { JobPlatform } from './job-platform';
import { PLATFORM_SECRET } from './secret';
import type { TestNamespace } from './temporal';

/** Where worker processes of a test work, one after the other: their files, database and tasks. */
export interface WorkerProcessHome {
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  remove(): Promise<void>;
}

/** `more`: settings of the test's own. */
export async function workerHome(
  { url }: Pick<JobPlatform, 'url'>,
  { address, namespace }: TestNamespace,
  more: Readonly<Record<string, string>> = {},
): Promise<WorkerProcessHome> {
  const folder = await mkdtemp(path.join(tmpdir(), 'taskloom-process-'));
  return {
    folder,
    environment: {
      TASKLOOM_HOME: folder,
      TASKLOOM_SECRET: PLATFORM_SECRET,
      DATABASE_URL: url,
      REDIS_URL: required('TASKLOOM_TEST_REDIS_URL'),
      TEMPORAL_ADDRESS: address,
      TEMPORAL_NAMESPACE: namespace,
      ...more,
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** A worker as it is in production, once it works: to be killed. @throws Error with what it said, when it ends before. */
export async function startWorkerProcess({ environment }: WorkerProcessHome): Promise<ChildProcess> {
  const [port] = await freePorts(1);
  const child = spawn(process.execPath, [inProject('dist', 'activities', 'worker.js')], {
    cwd: inProject(),
    env: { PATH: process.env['PATH'], WORKER_PORT: String(port), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  let hasEnded = false;
  child.once('close', () => (hasEnded = true));
  await eventually(() => {
    if (!hasEnded) expect(output).toContain('"working"');
  }, 60_000);
  if (hasEnded) throw new Error(`The worker ended:\n${output}`);
  return child;
}
