import type { Clock } from '../domain/clock';
import type { Database } from '../domain/db/database';
import { AppError, isAppError } from '../domain/errors';
import type { TaskAllowances } from '../domain/gateway/task-allowances';
import { isEnd, type JobRef } from '../domain/jobs/job';
import type { Artifacts } from '../domain/jobs/artifacts';
import type { Sandbox, SandboxDriver } from '../domain/sandboxes/driver';
import { AGENTS_BIN, GATEWAY, HOME, PROXY, PROXY_ENVIRONMENT, WORKSPACE } from '../domain/sandboxes/layout';
import type { SandboxKeeping } from '../domain/sandboxes/keeping';
import { guestDeadline } from '../domain/sandboxes/sandbox';
import type { TaskArchives } from '../domain/tasks/archives';
import type { Agent, Agents } from '../domain/tasks/agent';
import {
  tellComplaints,
  tellFault,
  writeLog,
  type Complaints,
  type LogPiece,
} from '../domain/tasks/event-rows';
import type { NewTaskEvent, RunEnd, Task, Turn } from '../domain/tasks/task';
import { keptUntil, type AgentOutcome } from '../domain/tasks/turn-ending';
import { workedMs, type Turns } from '../domain/tasks/turns';
import type { Door } from '../providers/sandbox/gateway-door';
import { failureEvent, followAgent, type AgentLimits } from './agent-run';
import { isCancelRequested, withHeartbeat } from './heartbeat';
import { throughOutage } from './outage';
import type { Scratch } from './scratch';
import { agentProcess, forgetEarlier } from './turn-processes';
import { keepResult, prepare, type WorkspaceSteps } from './workspace';

export type SandboxWorkActivities = ReturnType<typeof createSandboxWorkActivities>;

interface Dependencies {
  readonly db: Database;
  readonly clock: Clock;
  readonly driver: SandboxDriver;
  readonly turns: Turns;
  readonly sandboxes: Pick<SandboxKeeping, 'get'>;
  readonly allowances: TaskAllowances;
  readonly agents: Agents;
  readonly artifacts: Artifacts;
  readonly archives: Pick<TaskArchives, 'open'>;
  readonly scratch: Scratch;
  readonly gateway: Door;
  readonly proxy: Door;
  readonly limits: AgentLimits;
  /** Says that a task's log has grown. Never throws, never waits. */
  readonly announceLog: (change: { readonly taskId: string; readonly seq: number }) => void;
}

/** What is done in a sandbox, by its host. Each can be run again at any point. */
export function createSandboxWorkActivities(dependencies: Dependencies) {
  const { db, clock, driver, turns, sandboxes, allowances, agents, announceLog } = dependencies;

  /** Runs work in a turn's sandbox, whose ways out are open as long. AppError SANDBOX_LOST. */
  async function inSandbox<T>(
    jobId: string,
    signal: AbortSignal,
    work: (sandbox: Sandbox, turn: Turn, task: Task) => Promise<T>,
  ): Promise<T> {
    const { turn, task } = await throughOutage(signal, () => turns.get(jobId));
    if (isEnd(turn.state)) throw new AppError('HOLD_RESOLVED', undefined, { note: `turn ${jobId}` });
    const sandbox = await driver.attach(task.sandboxId);
    if (!sandbox) throw new AppError('SANDBOX_LOST', undefined, { note: `sandbox ${task.sandboxId}` });
    const doors = [
      sandbox.egress(GATEWAY.name, dependencies.gateway.accept),
      sandbox.egress(PROXY.name, dependencies.proxy.accept),
    ];
    try {
      return await work(sandbox, turn, task);
    } catch (error) {
      if (!isAppError(error, 'SANDBOX_LOST') || !(await isThere(task.sandboxId))) throw error;
      // It was out of reach for a moment, or slow: what is begun again goes on where this was.
      throw new AppError('SANDBOX_UNAVAILABLE', undefined, { cause: error });
    } finally {
      for (const close of doors) close();
      sandbox.close();
    }
  }

  async function isThere(sandboxId: string): Promise<boolean> {
    const sandbox = await driver.attach(sandboxId);
    sandbox?.close();
    return sandbox !== undefined;
  }

  /**
   * Starts the agent, unless an attempt before has: its key is in nothing but its environment. Answers its end when the
   * sandbox refuses to, which its user may mend: the disk is full, say.
   */
  async function started(
    sandbox: Sandbox,
    turn: Turn,
    task: Task,
    agent: Agent,
    signal: AbortSignal,
  ): Promise<RunEnd | undefined> {
    const id = agentProcess(turn);
    const runs = await sandbox.process(id).catch((error: unknown) => {
      if (isAppError(error, 'NOT_FOUND')) return undefined;
      throw error;
    });
    if (runs) return undefined;
    // An attempt before was refused, and has said so.
    if (turn.runEnd) return turn.runEnd;
    const { secret } = await allowances.newKey(turn.jobId);
    const { argv, env, files } = agent.launch({
      // Whoever has no conversation to go on with begins anew.
      prompt: turn.run === 1 || task.agentSession === null ? turn.prompt : GO_ON,
      systemPrompt: task.systemPrompt,
      model: task.model,
      maxTokens: task.maxTokens,
      temperature: task.temperature,
      session: task.agentSession,
      gatewayUrl: `http://127.0.0.1:${GATEWAY.port}`,
      apiKey: secret,
      home: HOME,
      workspace: WORKSPACE,
    });
    try {
      for (const { path, content } of files) await writeSettings(sandbox, path, content);
      await sandbox.run({ id, argv, env: { PATH: SEARCHED, ...PROXY_ENVIRONMENT, ...env }, cwd: WORKSPACE });
    } catch (error) {
      if (!isAppError(error, 'SANDBOX_REFUSED')) throw error;
      // Another attempt has, meanwhile: whoever writes its log down first is the one that goes on.
      if (error.details.reason === 'exists') return undefined;
      const end = notStarted(error);
      const { logOffset } = turn;
      await writerOf(turn, signal)({ from: logOffset, to: logOffset, events: [], end });
      return end;
    }
    return undefined;
  }

  /** Follows the agent for as long as its turn may work. */
  function followed(sandbox: Sandbox, turn: Turn, agent: Agent, signal: AbortSignal): Promise<RunEnd> {
    const leftMs = turn.secondsLimit * 1000 - workedMs(turn, clock.now());
    const run = {
      sandbox,
      processId: agentProcess(turn),
      reader: agent.reader(),
      offset: turn.logOffset,
      end: turn.runEnd,
      clock,
      until: new Date(clock.now().getTime() + leftMs),
      limits: dependencies.limits,
      write: writerOf(turn, signal),
      isStopped: isCancelRequested,
    };
    return followAgent(run, signal);
  }

  /** Adds to a turn's log, through an outage; who reads it is told when something new is there. */
  async function logged(
    { taskId }: Turn,
    signal: AbortSignal,
    add: () => Promise<number | undefined>,
  ): Promise<void> {
    const seq = await throughOutage(signal, add);
    if (seq !== undefined) announceLog({ taskId, seq });
  }

  const writerOf = (turn: Turn, signal: AbortSignal) => (piece: LogPiece) =>
    logged(turn, signal, () => writeLog(db, turn, piece, clock.now()));

  /** Says why the turn fails, once. */
  const tellFaultOf = (turn: Turn, signal: AbortSignal) => (event: NewTaskEvent) =>
    logged(turn, signal, () => tellFault(db, turn, event, clock.now()));

  /** Says what of its result could not be kept, once. */
  const complainOf = (turn: Turn, signal: AbortSignal) => (complaints: Complaints) =>
    logged(turn, signal, () => tellComplaints(db, turn, complaints, clock.now()));

  const stepsOf = (sandbox: Sandbox, turn: Turn, signal: AbortSignal): WorkspaceSteps => ({
    sandbox,
    turn,
    signal,
    tellFault: tellFaultOf(turn, signal),
    complain: complainOf(turn, signal),
  });

  /** What the end of the agent's process means for the turn. */
  async function outcomeOf(jobId: string, end: RunEnd): Promise<AgentOutcome> {
    if (end.ok) return { state: 'succeeded' };
    const allowance = await allowances.find(jobId);
    if (end.reason === 'AGENT_FAILED' && allowance?.refused === true) return { state: 'paused' };
    return { state: 'failed', reason: end.reason };
  }

  return {
    /** The workspace is as the agent is to find it: empty, or what it was asked to begin with. */
    prepareWorkspace: ({ jobId }: JobRef): Promise<void> =>
      withHeartbeat((signal) =>
        inSandbox(jobId, signal, async (sandbox, turn, task) => {
          // A turn after the first has it live longer than it was made for.
          const { expiresAt } = await throughOutage(signal, () => sandboxes.get(task.sandboxId));
          await sandbox.setDeadline(guestDeadline(expiresAt));
          await forgetEarlier(sandbox, turn);
          await prepare(stepsOf(sandbox, turn, signal), task, dependencies.archives);
        }),
      ),

    /** Has the agent work, from wherever it is, until it is done or has to stop; nothing of it runs then. */
    runAgent: ({ jobId }: JobRef): Promise<AgentOutcome> =>
      withHeartbeat((signal) =>
        inSandbox(jobId, signal, async (sandbox, turn, task) => {
          const agent = agents[task.cli];
          const refused = await started(sandbox, turn, task, agent, signal);
          const end = refused ?? (await followed(sandbox, turn, agent, signal));
          await sandbox.killAll(dependencies.limits.graceMs);
          const at = clock.now();
          await throughOutage(signal, () => turns.stopClock(jobId, at));
          const outcome = await throughOutage(signal, () => outcomeOf(jobId, end));
          if (outcome.state === 'failed' && !end.ok) await tellFaultOf(turn, signal)(failureEvent(end));
          // Its guest program ends it by itself, and would in the pause.
          if (outcome.state === 'paused') await sandbox.setDeadline(guestDeadline(keptUntil(turn, at)));
          return outcome;
        }),
      ),

    /** Keeps what the turn has made of the workspace, as far as it can be kept: as an archive, and as a patch. Nothing runs then. */
    collectResult: ({ jobId }: JobRef): Promise<void> =>
      withHeartbeat((signal) =>
        inSandbox(jobId, signal, async (sandbox, turn) => {
          await keepResult(stepsOf(sandbox, turn, signal), dependencies);
          // Git may have been given programs to run.
          await sandbox.killAll(dependencies.limits.graceMs);
        }),
      ),
  };
}

/** The end of an agent that its sandbox keeps from starting, whose settings are files there, too. */
function notStarted({ details }: AppError<'SANDBOX_REFUSED'>): RunEnd {
  const why = START_FAULTS.get(details.reason) ?? `the sandbox refuses it (${details.reason})`;
  return { ok: false, reason: 'SANDBOX_REFUSED', message: `The agent could not be started: ${why}.` };
}

/** Writes a file of the agent's settings. AppError SANDBOX_REFUSED, also for what has no folder above it but a file. */
async function writeSettings(sandbox: Sandbox, path: string, content: string): Promise<void> {
  try {
    await sandbox.writeFile(path, content);
  } catch (error) {
    if (!isAppError(error, 'NOT_FOUND')) throw error;
    throw new AppError('SANDBOX_REFUSED', { reason: 'conflict' }, { cause: error });
  }
}

/** By the sandbox's word for why. */
const START_FAULTS: ReadonlyMap<string, string> = new Map([
  ['full', 'the disk of the sandbox is full. Make room in a terminal, and ask again'],
  ['conflict', 'something else is where a file of its settings belongs'],
  ['denied', 'a file of its settings cannot be written'],
  ['invalid', 'its program or its workspace is not there, or cannot be entered'],
]);

const SEARCHED = `${AGENTS_BIN}:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin`;

/** What an agent is told that was stopped because its budget was spent. */
const GO_ON = 'Go on from where you were interrupted.';
