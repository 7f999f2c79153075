import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inProject } from '../../config/paths';
import { freePorts } from '../../scripts/platform/ports';

export type ServiceName = 'mysql' | 'redis' | 'temporal' | 'cashier' | 'api' | 'worker';

/** A whole platform of its own, as `npm start` runs it: its processes, its data, its ports. */
export interface TestInstallation {
  readonly url: string;
  readonly home: string;
  /** What it has printed. */
  readonly output: () => string;
  /** Settles when it has printed something that matches; rejects when it ends before. */
  untilPrinted(pattern: RegExp): Promise<void>;
  /** The process that runs the service now. */
  pidOf(service: ServiceName): number;
  /** Kills a service as a fault would, with no chance to clean up. */
  kill(service: ServiceName): void;
  /** The supervisor itself. */
  readonly process: ChildProcess;
  /** Stops it as Ctrl-C does, and removes its folder. */
  stop(): Promise<void>;
}

const PORTS = [
  'PORT',
  'WORKER_PORT',
  'CASHIER_PORT',
  'MYSQL_PORT',
  'REDIS_PORT',
  'TEMPORAL_PORT',
  'TEMPORAL_UI_PORT',
];

/** The program that `npm start` comes to, without its look at packages and build. */
const DIRECTLY = [process.execPath, inProject('dist', 'scripts', 'start.js')] as const;

/** Starts an installation and waits until it is ready. It makes no demo. */
export async function startInstallation(
  settings: Record<string, string> = {},
  [program, ...args]: readonly [string, ...string[]] = DIRECTLY,
): Promise<TestInstallation> {
  const home = mkdtempSync(path.join(tmpdir(), 'taskloom-'));
  writeFileSync(path.join(home, 'demo.done'), 'not wanted here\n');
  const ports = await freePorts(PORTS.length);
  const supervisor = spawn(program, args, {
    cwd: inProject(),
    env: {
      ...withoutSettings(process.env),
      ...Object.fromEntries(PORTS.map((name, index) => [name, String(ports[index])])),
      TASKLOOM_HOME: home,
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });

  let printed = '';
  const listeners = new Set<() => void>();
  for (const stream of [supervisor.stdout, supervisor.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
      for (const listener of listeners) listener();
    });
  }
  const exited = once(supervisor, 'exit');

  const installation: TestInstallation = {
    url: `http://127.0.0.1:${ports[0]}`,
    home,
    output: () => printed,
    async untilPrinted(pattern) {
      if (pattern.test(printed)) return;
      await new Promise<void>((resolve, reject) => {
        const look = () => {
          if (!pattern.test(printed)) return;
          listeners.delete(look);
          resolve();
        };
        listeners.add(look);
        void exited.then(() =>
          reject(new Error(`The platform ended before it printed ${pattern}:\n${printed}`)),
        );
      });
    },
    pidOf(service) {
      const record = readFileSync(path.join(home, 'run', `${service}.process.json`), 'utf8');
      return (JSON.parse(record) as { pid: number }).pid;
    },
    kill(service) {
      process.kill(installation.pidOf(service), 'SIGKILL');
    },
    process: supervisor,
    async stop() {
      supervisor.kill('SIGTERM');
      await exited;
      rmSync(home, { recursive: true, force: true });
    },
  };
  try {
    await installation.untilPrinted(/Ctrl-C stops everything/);
  } catch (error) {
    supervisor.kill('SIGTERM');
    throw error;
  }
  return installation;
}

/** This process's environment without what would point the installation at services that are not its own. */
function withoutSettings(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const foreign = /^(TASKLOOM_|TEMPORAL_|DATABASE_|REDIS_|EPAY_|LLM_|RATE_LIMIT_|NODE_OPTIONS$|VITEST|PORT$)/;
  return Object.fromEntries(Object.entries(env).filter(([name]) => !foreign.test(name)));
}
