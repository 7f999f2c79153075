import path from 'node:path';
import { API_NODE_FLAGS, WORKER_NODE_FLAGS } from '../../config/node-flags';
import { inProject } from '../../config/paths';
import type { LaunchSettings } from '../../config/settings';
import type { Command } from './child';
import type { Installation } from './installation';
import type { PortUse } from './port-check';
import { httpAnswers } from './probes';
import type { StoreVariables } from './stores';
import type { ServicePlan } from './supervisor';

/** The merchant of the local cashier. */
const LOCAL_MERCHANT = '1000';

export type ProcessEnvironment = Readonly<Record<string, string | undefined>>;

/** The ports that the platform's own processes listen on. */
export function ownPorts({ bind, ports, epayUrl }: LaunchSettings): PortUse[] {
  return [
    { variable: 'PORT', port: ports.api, host: bind },
    { variable: 'WORKER_PORT', port: ports.worker, host: bind },
    ...(epayUrl === undefined ? [{ variable: 'CASHIER_PORT', port: ports.cashier, host: bind }] : []),
  ];
}

/** The environment of our processes: that of this one, and all that was found, started and made up. */
export function ownEnvironment(
  settings: LaunchSettings,
  installation: Installation,
  stores: StoreVariables,
): ProcessEnvironment {
  const cashier =
    settings.epayUrl === undefined
      ? {
          EPAY_URL: urlOf(settings.bind, settings.ports.cashier),
          EPAY_PID: LOCAL_MERCHANT,
          EPAY_KEY: installation.credentials.epayKey,
          CASHIER_PORT: String(settings.ports.cashier),
          CASHIER_STATE: path.join(installation.home, 'cashier.json'),
        }
      : {};
  return {
    ...process.env,
    ...stores,
    ...cashier,
    TASKLOOM_HOME: installation.home,
    TASKLOOM_SECRET: settings.secret ?? installation.secret(),
    TEMPORAL_NAMESPACE: settings.temporal.namespace,
  };
}

export function apiPlan({ bind, ports }: LaunchSettings, env: ProcessEnvironment): ServicePlan {
  const plan = serving('api', 'API', ['api', 'main.js'], env, `${urlOf(bind, ports.api)}/ready`, 3);
  return { ...plan, args: [...API_NODE_FLAGS, ...plan.args] };
}

export function workerPlan({ bind, ports }: LaunchSettings, env: ProcessEnvironment): ServicePlan {
  const ready = `${urlOf(bind, ports.worker)}/ready`;
  const plan = serving('worker', 'Worker', ['activities', 'worker.js'], env, ready, 3);
  return { ...plan, args: [...WORKER_NODE_FLAGS, ...plan.args] };
}

export function cashierPlan({ bind, ports }: LaunchSettings, env: ProcessEnvironment): ServicePlan {
  const url = `${urlOf(bind, ports.cashier)}/health`;
  return serving('cashier', 'Cashier', ['simulators', 'epay', 'main.js'], env, url, 2);
}

/** A program of ours that runs to its end. */
export function ownCommand(name: string, title: string, env: ProcessEnvironment, ...args: string[]): Command {
  const script = inProject('dist', 'scripts', `${name}.js`);
  return { ...node(name, title, script, env, 3), args: ['--enable-source-maps', script, ...args] };
}

/** Where something that is bound to `bind` is reached on this machine. */
export function urlOf(bind: string, port: number): string {
  const everywhere = bind === '0.0.0.0' || bind === '::';
  return `http://${everywhere ? '127.0.0.1' : bind.includes(':') ? `[${bind}]` : bind}:${port}`;
}

function serving(
  name: string,
  title: string,
  script: readonly string[],
  env: ProcessEnvironment,
  probeUrl: string,
  stage: number,
): ServicePlan {
  return {
    ...node(name, title, inProject('dist', ...script), env, stage),
    readyWithinMs: 60_000,
    probe: () => httpAnswers(probeUrl),
  };
}

function node(name: string, title: string, script: string, env: ProcessEnvironment, stage: number): Command {
  return {
    name,
    title,
    program: process.execPath,
    args: ['--enable-source-maps', script],
    env,
    graceMs: 15_000,
    stage,
  };
}
