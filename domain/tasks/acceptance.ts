import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock';
import type { Credits } from '../credits';
import type { Database } from '../db/database';
import { selectRows } from '../db/rows';
import { runStatements, type Statement } from '../db/statement';
import { inTransaction } from '../db/transaction';
import { AppError } from '../errors';
import { createIdempotency, type IdempotencyClaim } from '../idempotency';
import { HOLD_TTL_MS } from '../jobs/acceptance';
import { holdKey, type JobOf } from '../jobs/job';
import { insertJob } from '../jobs/job-rows';
import { userAccount } from '../ledger/accounts';
import type { Ledger } from '../ledger/ledger';
import type { SandboxRow } from '../sandboxes/sandbox';
import { insertSandbox } from '../sandboxes/sandbox-rows';
import { eventStatements } from './event-rows';
import { PLANS, type PlanName } from './plans';
import type { CliName, InterfaceType, Task, Turn } from './task';
import { SANDBOX_SLACK_MS } from './turn-ending';
import { insertTask, insertTurn, readTasks, readTurns } from './task-rows';

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
  readonly image: string;
  /** What its model calls may cost. */
  readonly budget: Credits;
  /** How long it may work; the plan's longest where nothing is said. */
  readonly seconds: number | null;
  readonly idempotency?: IdempotencyClaim | undefined;
}

export interface AcceptedTask {
  readonly task: Task;
  readonly turn: Turn;
  /** Whether an earlier request under the same key had been accepted: then it is that one's. */
  readonly repeated: boolean;
}

const LONGEST_TITLE = 100;

interface Dependencies {
  readonly db: Database;
  readonly clock: Clock;
  readonly ledger: Ledger;
  /** What a second of a sandbox costs. */
  readonly secondPrice: Credits;
}

export interface TaskOrders {
  /**
   * The way of a task into the platform: its rows, its first turn's job, the hold of all that it may cost and its place in
   * the queue are one transaction. AppErrors INSUFFICIENT_CREDITS, QUEUE_FULL
   */
  accept(order: TaskOrder): Promise<AcceptedTask>;
}

export function createTaskOrders({ db, clock, ledger, secondPrice }: Dependencies): TaskOrders {
  const idempotency = createIdempotency({ db, clock });

  async function earlier(claim: IdempotencyClaim): Promise<AcceptedTask | undefined> {
    const first = await idempotency.recall(claim);
    if (!first) return undefined;
    const [turn] = await readTurns(db, 't.job_id = ?', [first.resourceId]);
    const [task] = turn ? await readTasks(db, 't.id = ?', [turn.taskId]) : [];
    if (!turn || !task) throw new AppError('NOT_FOUND', undefined, { note: `turn ${first.resourceId}` });
    return { task, turn, repeated: true };
  }

  /** Commits the rows with the hold of a turn; what is free has none. */
  async function commit(turn: Turn, alongside: readonly Statement[]): Promise<void> {
    const quote = quoteOf(turn);
    if (quote === 0n) return inTransaction(db, (tx) => runStatements(db, alongside, tx));
    await ledger.hold({
      key: holdKey(turn.jobId),
      account: userAccount(turn.ownerId),
      amount: quote,
      reference: turn.jobId,
      expiresAt: new Date(turn.createdAt.getTime() + HOLD_TTL_MS),
      description: DESCRIPTION,
      alongside,
    });
  }

  async function expectRoom(owner: number, plan: PlanName): Promise<void> {
    const rows = await selectRows(
      db,
      "SELECT job_id FROM task_turns WHERE owner_id = ? AND queue_state = 'waiting' LIMIT ?",
      [owner, PLANS[plan].mostWaiting],
    );
    if (rows.length >= PLANS[plan].mostWaiting) throw new AppError('QUEUE_FULL');
  }

  return {
    async accept(order) {
      const claim = order.idempotency;
      const repeated = claim && (await earlier(claim));
      if (repeated) return repeated;
      await expectRoom(order.owner, order.plan);
      const now = clock.now();
      const { task, turn, sandbox, job } = newTask(order, secondPrice, now);
      const statements = [
        ...(claim ? [idempotency.claimStatement(claim, turn.jobId)] : []),
        ...insertJob(job, null),
        insertSandbox(sandbox),
        insertTask(task),
        insertTurn(turn),
        ...eventStatements(task.id, turn.jobId, { type: 'state', data: { state: 'queued', turn: 1 } }, now),
      ];
      try {
        await commit(turn, statements);
      } catch (error) {
        // Of requests under one key that came at once, one was first; and it has committed.
        const first = claim && (await earlier(claim));
        if (first) return first;
        throw error;
      }
      return { task: { ...task, lastSeq: 1 }, turn, repeated: false };
    },
  };
}

/** What the account's statement says of a task. */
export const DESCRIPTION = '编程任务';

/** All that a turn may cost. */
export function quoteOf({
  budget,
  secondsLimit,
  secondPrice,
}: Pick<Turn, 'budget' | 'secondsLimit' | 'secondPrice'>) {
  return budget + BigInt(secondsLimit) * secondPrice;
}

function newTask(order: TaskOrder, secondPrice: Credits, now: Date) {
  const plan = PLANS[order.plan];
  const secondsLimit = Math.min(order.seconds ?? plan.seconds, plan.seconds);
  const [taskId, sandboxId, jobId] = [randomUUID(), randomUUID(), randomUUID()];
  const { cpus, memoryBytes, diskBytes, processes } = plan;
  const sandbox: SandboxRow = {
    id: sandboxId,
    ownerId: order.owner,
    image: order.image,
    driver: null,
    host: null,
    state: 'waiting',
    reason: null,
    jobId,
    ...{ cpus, memoryBytes, diskBytes, processes },
    idleSince: null,
    expiresAt: new Date(now.getTime() + secondsLimit * 1000 + SANDBOX_SLACK_MS),
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
    agentSession: null,
    lastSeq: 0,
    turns: 1,
    createdAt: now,
    updatedAt: now,
  };
  const turn: Turn = {
    jobId,
    taskId,
    number: 1,
    ownerId: order.owner,
    prompt: order.prompt,
    queueState: 'waiting',
    state: 'queued',
    reason: null,
    budget: order.budget,
    secondsLimit,
    secondPrice,
    userPackageId: null,
    apiKeyId: null,
    raises: 0,
    run: 1,
    logOffset: 0,
    pausedAt: null,
    clockStartedAt: null,
    clockEndedAt: null,
    clockMs: 0,
    tokensCost: 0n,
    secondsCost: 0n,
    createdAt: now,
  };
  return { task, turn, sandbox, job: jobOf(turn, order.model.priceVersion) };
}

function jobOf(turn: Turn, priceVersion: number): JobOf<'task'> {
  return {
    id: turn.jobId,
    ownerId: turn.ownerId,
    kind: 'task',
    surface: 'code',
    state: 'queued',
    reason: null,
    input: { taskId: turn.taskId, turn: turn.number },
    modelId: null,
    quote: quoteOf(turn),
    charged: 0n,
    priceVersion,
    progress: 0,
    lastSeq: 1,
    createdAt: turn.createdAt,
    startedAt: null,
    endedAt: null,
  };
}

/** The first line of the prompt, as far as a list has room for it. */
function titleOf(prompt: string): string {
  const [line = ''] = prompt.trim().split('\n');
  const characters = [...line];
  return characters.length <= LONGEST_TITLE ? line : `${characters.slice(0, LONGEST_TITLE - 1).join('')}…`;
}
