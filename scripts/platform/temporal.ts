import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { plainEnvironment } from './environment';
import { temporalServes } from './probes';
import type { ServicePlan } from './supervisor';

export interface TemporalOptions {
  readonly home: string;
  readonly port: number;
  /** The port of the web UI; without one there is no UI. */
  readonly uiPort: number | undefined;
  readonly namespace: string;
}

/**
 * With its one shard the development server looks into each of its queues 20 times a second, which adds
 * 50 ms to every step of a workflow. These lift that limit, and hand an activity to the worker that asked
 * for it without a turn through the queue.
 */
export const DYNAMIC_CONFIG = [
  'history.transferProcessorMaxPollRPS=1000',
  'history.timerProcessorMaxPollRPS=1000',
  'history.visibilityProcessorMaxPollRPS=1000',
  'system.enableActivityEagerExecution=true',
];

/** How the development server is run: its state in one SQLite file, with a write-ahead log (twice the throughput). */
export function temporalPlan(program: string, options: TemporalOptions): ServicePlan {
  const folder = path.join(options.home, 'temporal');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return {
    name: 'temporal',
    title: 'Temporal',
    stage: 1,
    graceMs: 10_000,
    readyWithinMs: 60_000,
    program,
    args: [
      ...['server', 'start-dev', '--ip', '127.0.0.1', '--port', String(options.port)],
      ...(options.uiPort === undefined
        ? ['--headless']
        : ['--ui-ip', '127.0.0.1', '--ui-port', String(options.uiPort)]),
      ...['--namespace', options.namespace],
      ...['--db-filename', path.join(folder, 'temporal.db')],
      ...['--sqlite-pragma', 'journal_mode=WAL', '--sqlite-pragma', 'synchronous=NORMAL'],
      ...DYNAMIC_CONFIG.flatMap((value) => ['--dynamic-config-value', value]),
      ...['--log-level', 'warn'],
    ],
    env: plainEnvironment(),
    probe: () => temporalServes(`127.0.0.1:${options.port}`),
    // Its inner services take free ports of their own choice, which others may have taken before they listen.
    passing: /address already in use/,
  };
}
