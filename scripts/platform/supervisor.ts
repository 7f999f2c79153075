import { setTimeout as delay } from 'node:timers/promises';
import {
  describeExit,
  launch,
  logFileOf,
  type Child,
  type Command,
  type Exit,
  type LaunchOptions,
  type Workplace,
} from './child';

/** A program that keeps running and serves. */
export interface ServicePlan extends Command {
  /** One look at whether it serves now. Rejecting means no. */
  readonly probe: () => Promise<boolean>;
  readonly readyWithinMs: number;
  /** What the end of its log says where another start may go well. */
  readonly passing?: RegExp;
}

/** Told to whoever shows the state of things. */
export interface SupervisorEvents {
  crashed(title: string, how: string, again: string, tail: string): void;
  recovered(title: string, ms: number): void;
}

/** A process that ended, or did not serve in time; the message holds the end of its log. */
export class ProcessFailure extends Error {
  override readonly name = 'ProcessFailure';
}

/**
 * Runs services and keeps them running: one that ends by itself is started again after a pause that doubles,
 * and given up when it keeps ending.
 */
export interface Supervisor {
  /** Starts a service and answers when it serves. Throws ProcessFailure when it ends or takes too long. */
  start(plan: ServicePlan): Promise<void>;
  /** Runs a program to its end, or until `signal`. Throws ProcessFailure unless it ends well. */
  complete(command: Command, options?: LaunchOptions & { readonly signal?: AbortSignal }): Promise<void>;
  /** Runs a program to its end, however it ends. */
  run(command: Command, options?: LaunchOptions): Promise<Exit>;
  /** Whether nothing runs. */
  isIdle(): boolean;
  /** Whether everything has been asked to stop. */
  isStopping(): boolean;
  /** Settles when a service has been given up. */
  readonly gaveUp: Promise<ProcessFailure>;
  /** Stops everything, the highest stage first, and answers when no process is left. */
  stop(): Promise<void>;
  /** Kills what is still running. */
  hurry(): void;
}

const PROBE_EVERY_MS = 25;
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 15_000;
/** A service that ran for this long before it ended starts with a clean slate. */
const STEADY_MS = 60_000;
const CRASHES_ALLOWED = 5;
/** So often a service is started that ends before it serves, by something that passes. */
const STARTS_ALLOWED = 3;

export function createSupervisor(workplace: Workplace, events: SupervisorEvents): Supervisor {
  const children = new Set<Child>();
  const stopping = new AbortController();
  let giveUp: (failure: ProcessFailure) => void = () => undefined;
  const gaveUp = new Promise<ProcessFailure>((resolve) => (giveUp = resolve));

  function begin(command: Command, options?: LaunchOptions): Child {
    if (stopping.signal.aborted)
      throw new ProcessFailure(`${command.title} is not started: everything is stopping.`);
    const child = launch(workplace, command, options);
    children.add(child);
    void child.exited.then(() => children.delete(child));
    return child;
  }

  async function untilReady(child: Child, plan: ServicePlan): Promise<void> {
    const deadline = Date.now() + plan.readyWithinMs;
    const ended = child.exited.then((exit) => ({ exit }));
    for (;;) {
      const look = plan.probe().catch(() => false);
      const outcome = await Promise.race([ended, look]);
      if (outcome === true) return;
      if (typeof outcome === 'object')
        throw failure(child, `stopped (${describeExit(outcome.exit)}) before it served`);
      if (Date.now() > deadline) {
        throw failure(child, `did not serve within ${Math.round(plan.readyWithinMs / 1000)} s`);
      }
      await Promise.race([ended, delay(PROBE_EVERY_MS)]);
    }
  }

  async function keep(plan: ServicePlan, first: Child): Promise<void> {
    let child = first;
    for (let crashes = 0; ;) {
      const exit = await child.exited;
      if (stopping.signal.aborted) return;
      crashes = Date.now() - child.startedAt < STEADY_MS ? crashes + 1 : 1;
      if (crashes > CRASHES_ALLOWED) {
        giveUp(failure(child, `ended ${crashes} times in a row (${describeExit(exit)}) and is given up`));
        return;
      }
      const pause = Math.min(FIRST_PAUSE_MS * 2 ** (crashes - 1), LONGEST_PAUSE_MS);
      const again = `starting it again in ${(pause / 1000).toFixed(1)} s (${crashes} of ${CRASHES_ALLOWED})`;
      // What was killed from outside has nothing to say about it.
      const tail = exit.signal === 'SIGKILL' ? '' : child.tail();
      events.crashed(plan.title, describeExit(exit), again, tail);
      await delay(pause, undefined, { signal: stopping.signal }).catch(() => undefined);
      if (stopping.signal.aborted) return;
      child = begin(plan);
      void follow(plan, child);
    }
  }

  async function follow(plan: ServicePlan, child: Child): Promise<void> {
    try {
      await untilReady(child, plan);
      events.recovered(plan.title, Date.now() - child.startedAt);
    } catch {
      // It ended again, which `keep` sees; or it hangs, and ending it lets `keep` see that.
      child.kill();
    }
  }

  function failure(child: Child, what: string): ProcessFailure {
    const { title, name } = child.command;
    const tail = child.tail();
    const log = logFileOf(workplace, name);
    return new ProcessFailure(
      `${title} ${what}. Its log is ${log}${tail === '' ? '' : ` and ends:\n${tail}`}`,
    );
  }

  return {
    gaveUp,
    isIdle: () => children.size === 0,
    isStopping: () => stopping.signal.aborted,

    async start(plan) {
      for (let starts = 1; ; starts += 1) {
        const child = begin(plan);
        try {
          await untilReady(child, plan);
          void keep(plan, child);
          return;
        } catch (error) {
          await child.end();
          if (starts === STARTS_ALLOWED || !plan.passing?.test(child.tail())) throw error;
        }
      }
    },

    async complete(command, options) {
      const child = begin(command, options);
      const end = () => void child.end();
      options?.signal?.addEventListener('abort', end);
      const exit = await child.exited;
      options?.signal?.removeEventListener('abort', end);
      if (exit.code !== 0) throw failure(child, `failed (${describeExit(exit)})`);
    },

    run: (command, options) => begin(command, options).exited,

    async stop() {
      stopping.abort();
      const stages = [...new Set([...children].map((child) => child.command.stage))].sort((a, b) => b - a);
      for (const stage of stages) {
        const together = [...children].filter((child) => child.command.stage === stage);
        await Promise.all(together.map((child) => child.end()));
      }
    },

    hurry() {
      stopping.abort();
      for (const child of children) child.kill();
    },
  };
}
