import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { loadLaunchSettings, SettingsError, type LaunchSettings } from '../config/settings';
import type { MigrationReport } from './migrate';
import { administratorRows, announcement } from './platform/announcement';
import { rotateLogs } from './platform/child';
import { openInstallation, type Installation } from './platform/installation';
import { onInterrupt } from './platform/interrupt';
import {
  apiPlan,
  cashierPlan,
  ownCommand,
  ownEnvironment,
  ownPorts,
  workerPlan,
  type ProcessEnvironment,
} from './platform/own-processes';
import { checkPorts, PortsTaken } from './platform/port-check';
import { obtainAgents, sandboxEnvironment } from './platform/sandboxes';
import { watchMailbox } from './platform/mail-watch';
import { leaveReaper } from './platform/reaper';
import { openRunFolder } from './platform/records';
import { MissingServer } from './platform/servers';
import { configuredStores, ServiceAway, startStores, storePorts } from './platform/stores';
import { createSupervisor, ProcessFailure, type Supervisor } from './platform/supervisor';
import { color, columns, createSteps, type Steps } from './platform/terminal';

/**
 * `npm start`: brings the whole platform up on this machine, keeps it running, and takes it down on Ctrl-C.
 */

/** Faults that a person can mend by what the message says; their stack says nothing more. */
const PLAIN_FAULTS = [SettingsError, PortsTaken, MissingServer, ServiceAway, ProcessFailure];

interface Platform {
  readonly settings: LaunchSettings;
  readonly installation: Installation;
  readonly supervisor: Supervisor;
  readonly steps: Steps;
  /** What is told at the end, however it comes: a password that was made up is known to nobody else. */
  administrator: MigrationReport['administrator'];
}

async function main(): Promise<number> {
  const began = Date.now();
  const steps = createSteps();
  const settings = loadLaunchSettings(process.env);
  const installation = openInstallation(settings.home);
  const run = openRunFolder(installation.run);
  const other = run.takeOver(settings.publicUrl);
  if (other) {
    console.error(`Taskloom is running already: ${other.url} (process ${other.pid}).`);
    console.error(
      `Stop it with Ctrl-C in its terminal or \`kill ${other.pid}\`. For a second one beside it,`,
    );
    console.error('set TASKLOOM_HOME to another folder and give it other ports (see .env.example).');
    return 1;
  }

  steps.print(`\n  ${color(process.stdout, 'bold', 'Taskloom')}\n`);
  const left = await run.endLeftovers();
  if (left.length > 0)
    steps.note('plain', 'Leftovers', `ended what a killed start left running: ${left.join(', ')}`);
  const dismissReaper = leaveReaper(installation.run);
  rotateLogs(installation.logs);

  const supervisor = createSupervisor(
    { run, logs: installation.logs },
    {
      crashed(title, how, again, tail) {
        steps.note('bad', title, `ended by itself (${how}); ${again}`);
        if (tail !== '') steps.print(tail);
      },
      recovered(title, ms) {
        steps.note('good', title, `serves again after ${(ms / 1000).toFixed(1)} s`);
      },
    },
  );
  const platform: Platform = { settings, installation, supervisor, steps, administrator: undefined };
  const interrupted = onInterrupt(() => supervisor.hurry());

  let exitCode = 0;
  let stopWatching: (() => void) | undefined;
  try {
    const over = Promise.race([interrupted, supervisor.gaveUp]);
    const up = bringUp(platform, began);
    up.then(() => (stopWatching = tellOfMail(platform))).catch(() => undefined);
    // Some hundred megabytes: nobody waits for them, and tasks do until they are there.
    up.then(() => obtainAgents(settings, supervisor, steps)).catch(() => undefined);
    const ended = await Promise.race([over, up.then(() => over)]);
    if (ended instanceof ProcessFailure) throw ended;
  } catch (error) {
    exitCode = 1;
    steps.print(`\n${indent(color(process.stdout, 'red', explain(error)))}\n`);
  }
  stopWatching?.();
  if (platform.administrator) steps.print(columns(administratorRows(platform.administrator)));
  await takeDown(platform);
  dismissReaper();
  run.giveBack();
  return exitCode;
}

async function bringUp(platform: Platform, began: number): Promise<void> {
  const { settings, installation, supervisor, steps } = platform;
  const configured = configuredStores(settings);
  await checkPorts([...ownPorts(settings), ...storePorts(configured, settings)]);
  const stores = await startStores(configured, platform);
  const env = {
    ...ownEnvironment(settings, installation, stores),
    ...(await sandboxEnvironment(settings, supervisor, steps)),
  };
  platform.administrator = await migrate(platform, env);

  const plans = [
    ...(settings.epayUrl === undefined ? [cashierPlan(settings, env)] : []),
    apiPlan(settings, env),
    workerPlan(settings, env),
  ];
  await Promise.all(
    plans.map((plan) =>
      steps.run(
        plan.title,
        'starting',
        () => supervisor.start(plan),
        () => 'serves',
      ),
    ),
  );
  await demonstrate(platform, env);

  const rows = announcement(settings, configured, installation, platform.administrator);
  platform.administrator = undefined;
  const took = ((Date.now() - began) / 1000).toFixed(1);
  steps.print(`\n  ${color(process.stdout, 'green', 'Ready')} after ${took} s\n`);
  steps.print(`${columns(rows)}\n\n  Ctrl-C stops everything.\n`);
}

/** Where no mail is sent, what would have been is shown here: codes and links are in it. */
function tellOfMail({ settings, installation, steps }: Platform): (() => void) | undefined {
  if (settings.sendsMail) return undefined;
  return watchMailbox(path.join(installation.home, 'mailbox'), ({ to, subject, text }) =>
    steps.print(`\n  ${color(process.stdout, 'cyan', '✉')} ${to} · ${subject}\n${indent(text.trim())}\n`),
  );
}

async function migrate(
  { supervisor, steps }: Platform,
  env: ProcessEnvironment,
): Promise<MigrationReport['administrator']> {
  const report = await steps.run(
    'Schema and seed',
    'migrating',
    async () => {
      const reports: MigrationReport[] = [];
      await supervisor.complete(ownCommand('migrate', 'The migration', env, '--demo'), {
        onMessage: (message) => reports.push(message as MigrationReport),
      });
      return reports[0];
    },
    (done) => (done?.applied.length ? `${done.applied.length} migrations applied` : 'up to date'),
  );
  return report?.administrator;
}

/** Runs the demo at the first start, so that there is something to see. A demo that fails stops nothing. */
async function demonstrate(
  { installation, supervisor, steps }: Platform,
  env: ProcessEnvironment,
): Promise<void> {
  const stamp = path.join(installation.home, 'demo.done');
  if (existsSync(stamp)) return;
  try {
    await steps.run(
      'Demo',
      'making a slide deck and a video',
      (say) =>
        supervisor.complete(ownCommand('demo', 'The demo', env, '--first-start'), {
          onLine: (line) => {
            if (line.trim() !== '') say(line.trim());
          },
        }),
      () => 'made a slide deck and a video',
    );
    writeFileSync(stamp, '');
  } catch (error) {
    if (supervisor.isStopping()) throw error;
    steps.print(
      `\n${indent(explain(error))}\n    The platform runs all the same; \`npm run demo\` tries it again.`,
    );
  }
}

async function takeDown({ supervisor, steps }: Platform): Promise<void> {
  if (supervisor.isIdle()) return;
  steps.stopping();
  await steps.run(
    'Stopping',
    'ending all processes (Ctrl-C again kills them)',
    () => supervisor.stop(),
    () => 'no process is left',
  );
}

function explain(error: unknown): string {
  if (PLAIN_FAULTS.some((kind) => error instanceof kind)) return (error as Error).message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function indent(text: string): string {
  return text.replace(/^(?=.)/gm, '  ');
}

// A terminal that is closed takes nothing more, and what runs is still to be stopped in order.
process.stdout.on('error', () => undefined);
main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(explain(error));
    process.exit(1);
  },
);
