import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock';
import type { Credits } from '../credits';
import type { Database } from '../db/database';
import { runStatements, type Statement } from '../db/statement';
import { inTransaction } from '../db/transaction';
import { createIdempotency, type IdempotencyClaim } from '../idempotency';
import { insertJob } from '../jobs/job-rows';
import type { Ledger } from '../ledger/ledger';
import { sizeOf, type SandboxRow } from '../sandboxes/sandbox';
import { insertSandbox } from '../sandboxes/sandbox-rows';
import { expectArchive } from './archives';
import { eventStatements } from './event-rows';
import { acceptedBefore, expectRoom, holdOf, jobOf, newTurn, type AcceptedTask } from './new-turn';
import { PLANS, type PlanName } from './plans';
import type { CliName, InterfaceType, Task, Turn } from './task';
import { expiryOf } from './turn-ending';
import { insertTask, insertTurn } from './task-rows';

/** What somebody asks an agent to do. */
export interface TaskOrder {
  readonly owner: number;
  readonly plan: PlanName;
  readonly cli: CliName;
  readonly model: { readonly name: string; readonly priceVersion: number };
  readonly interfaceType: InterfaceType;
  readonly prompt: string;
  readonly systemPrompt: string | null;
  readonly maxTokens: number | null;
  readonly temperature: number | null;
  readonly repository: string | null;
  readonly branch: string | null;
  /** An archive of the owner's that the workspace begins with. */
  readonly archiveId: string | null;
  readonly image: string;
  /** What its model calls may cost. */
  readonly budget: Credits;
  /** How long it may work; the plan's longest where nothing is said. */
  readonly seconds: number | null;
  readonly idempotency?: IdempotencyClaim | undefined;
}

const LONGEST_TITLE = 100;

interface Dependencies {
  readonly db: Database;
  readonly clock: Clock;
  readonly ledger: Ledger;
  /** What an hour of a sandbox costs. */
  readonly hourPrice: Credits;
}

export interface TaskOrders {
  /**
   * The way of a task into the platform: its rows, its first turn's job, the hold of all that it may cost and its place in
   * the queue are one transaction. AppErrors INSUFFICIENT_CREDITS, QUEUE_FULL
   */
  accept(order: TaskOrder): Promise<AcceptedTask>;
}

export function createTaskOrders({ db, clock, ledger, hourPrice }: Dependencies): TaskOrders {
  const idempotency = createIdempotency({ db, clock });
  const acceptedUnder = acceptedBefore(db, idempotency);

  /** Commits the rows with the hold of a turn, if there is room for it; what is free has none. */
  const commit = (
    { plan, owner, archiveId }: TaskOrder,
    turn: Turn,
    rows: readonly Statement[],
  ): Promise<void> =>
    inTransaction(db, async (tx) => {
      await expectRoom(db, owner, plan, tx);
      if (archiveId !== null) await expectArchive({ db, clock }, owner, archiveId, tx);
      await runStatements(db, rows, tx);
      const hold = holdOf(turn);
      // Last, for a user's other operations wait for it.
      if (hold) await ledger.hold(hold, tx);
    });

  return {
    async accept(order) {
      const claim = order.idempotency;
      const repeated = claim && (await acceptedUnder(claim));
      if (repeated) return repeated;
      const now = clock.now();
      const { task, turn, sandbox, job } = newTask(order, hourPrice, now);
      const statements = [
        ...(claim ? [idempotency.claimStatement(claim, turn.jobId)] : []),
        ...insertJob(job, null),
        insertSandbox(sandbox),
        insertTask(task),
        insertTurn(turn),
        ...eventStatements(task.id, turn.jobId, { type: 'state', data: { state: 'queued', turn: 1 } }, now),
      ];
      try {
        await commit(order, turn, statements);
      } catch (error) {
        // Of requests under one key that came at once, one was first; and it has committed.
        const first = claim && (await acceptedUnder(claim));
        if (first) return first;
        throw error;
      }
      return { task: { ...task, lastSeq: 1 }, turn, repeated: false };
    },
  };
}

function newTask(order: TaskOrder, hourPrice: Credits, now: Date) {
  const plan = PLANS[order.plan];
  const secondsLimit = Math.min(order.seconds ?? plan.seconds, plan.seconds);
  const [taskId, sandboxId, jobId] = [randomUUID(), randomUUID(), randomUUID()];
  const sandbox: SandboxRow = {
    id: sandboxId,
    ownerId: order.owner,
    image: order.image,
    driver: null,
    host: null,
    state: 'waiting',
    reason: null,
    jobId,
    ...sizeOf(plan),
    idleSince: null,
    expiresAt: expiryOf({ secondsLimit }, now),
    keptUntil: null,
    createdAt: now,
    readyAt: null,
    goneAt: null,
    cpuMs: null,
    memoryPeakBytes: null,
  };
  const task: Task = {
    id: taskId,
    ownerId: order.owner,
    sandboxId,
    cli: order.cli,
    model: order.model.name,
    interfaceType: order.interfaceType,
    title: titleOf(order.prompt),
    systemPrompt: order.systemPrompt,
    maxTokens: order.maxTokens,
    temperature: order.temperature,
    repository: order.repository,
    branch: order.branch,
    archiveId: order.archiveId,
    agentSession: null,
    isKept: true,
    lastSeq: 0,
    turns: 1,
    createdAt: now,
    updatedAt: now,
  };
  const turn = newTurn({ ...order, task, number: 1, secondsLimit, hourPrice, jobId }, now);
  return { task, turn, sandbox, job: jobOf(turn, order.model.priceVersion) };
}

/** The first line of the prompt, as far as a list has room for it. */
function titleOf(prompt: string): string {
  const [line = ''] = prompt.trim().split('\n');
  const characters = [...line];
  return characters.length <= LONGEST_TITLE ? line : `${characters.slice(0, LONGEST_TITLE - 1).join('')}…`;
}
