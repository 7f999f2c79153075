import type { Database } from '../db/database';
import { selectRows, type Row } from '../db/rows';
import { statement, type Statement } from '../db/statement';
import type { Transaction } from '../db/transaction';
import type { ErrorCode } from '../error-catalogue';
import type { JobState } from '../jobs/job';
import type { CliName, InterfaceType, QueueState, RunEnd, Task, Turn } from './task';

/** The tasks that a condition of the row `t` is true of; it may end with what orders and limits. Not the deleted ones. */
export async function readTasks(
  db: Database,
  condition: string,
  values: unknown[],
  tx: Transaction | null = null,
): Promise<Task[]> {
  const rows = await selectRows(
    db,
    `SELECT t.* FROM tasks t WHERE t.deleted_at IS NULL AND ${condition}`,
    values,
    tx,
  );
  return rows.map(toTask);
}

/** A task, deleted or not. */
export async function readAnyTask(
  db: Database,
  id: string,
  tx: Transaction | null = null,
): Promise<Task | undefined> {
  return (await selectRows(db, 'SELECT t.* FROM tasks t WHERE t.id = ?', [id], tx)).map(toTask)[0];
}

/** The turns, with what their jobs say, that a condition of the rows `t` and `j` is true of. */
export async function readTurns(
  db: Database,
  condition: string,
  values: unknown[],
  tx: Transaction | null = null,
): Promise<Turn[]> {
  const rows = await selectRows(
    db,
    `SELECT t.*, j.state, j.reason FROM task_turns t JOIN jobs j ON j.id = t.job_id WHERE ${condition}`,
    values,
    tx,
  );
  return rows.map(toTurn);
}

export function insertTask(task: Task): Statement {
  return statement(
    `INSERT INTO tasks (id, owner_id, sandbox_id, cli, model, interface_type, title, system_prompt, max_tokens,
       temperature, repository, branch, archive_id, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      task.id,
      task.ownerId,
      task.sandboxId,
      task.cli,
      task.model,
      task.interfaceType,
      task.title,
      task.systemPrompt,
      task.maxTokens,
      task.temperature,
      task.repository,
      task.branch,
      task.archiveId,
      task.createdAt,
      task.updatedAt,
    ],
  );
}

export function insertTurn(turn: Turn): Statement {
  return statement(
    `INSERT INTO task_turns (job_id, task_id, number, owner_id, prompt, queue_state, budget, seconds_limit, second_price,
       hour_price, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      turn.jobId,
      turn.taskId,
      turn.number,
      turn.ownerId,
      turn.prompt,
      turn.queueState,
      turn.budget,
      turn.secondsLimit,
      turn.hourPrice / 3600n,
      turn.hourPrice,
      turn.createdAt,
    ],
  );
}

const TURN_COLUMNS = {
  queueState: 'queue_state',
  budget: 'budget',
  raises: 'raises',
  run: 'run',
  logOffset: 'log_offset',
  runEnd: 'run_end',
  patchLost: 'patch_lost',
  pausedAt: 'paused_at',
  pauseOverAt: 'pause_over_at',
  clockStartedAt: 'clock_started_at',
  clockEndedAt: 'clock_ended_at',
  clockMs: 'clock_ms',
  tokensCost: 'tokens_cost',
  secondsCost: 'seconds_cost',
} as const;

export type TurnChange = {
  readonly [K in keyof typeof TURN_COLUMNS]?: string | number | bigint | Date | null;
};

export function changeTurn(jobId: string, change: TurnChange): Statement {
  const changed = Object.entries(change) as [
    keyof typeof TURN_COLUMNS,
    string | number | bigint | Date | null,
  ][];
  const assignments = changed.map(([name]) => `${TURN_COLUMNS[name]} = ?`).join(', ');
  return statement(`UPDATE task_turns SET ${assignments} WHERE job_id = ?`, [
    ...changed.map(([, value]) => value),
    jobId,
  ]);
}

function toTask(row: Row): Task {
  return {
    id: row['id'] as string,
    ownerId: row['owner_id'] as number,
    sandboxId: row['sandbox_id'] as string,
    cli: row['cli'] as CliName,
    model: row['model'] as string,
    interfaceType: row['interface_type'] as InterfaceType,
    title: row['title'] as string,
    systemPrompt: row['system_prompt'] as string | null,
    maxTokens: row['max_tokens'] as number | null,
    temperature: row['temperature'] === null ? null : Number(row['temperature']),
    repository: row['repository'] as string | null,
    branch: row['branch'] as string | null,
    archiveId: row['archive_id'] as string | null,
    agentSession: row['agent_session'] as string | null,
    lastSeq: Number(row['last_seq']),
    isKept: row['log_state'] === 'kept',
    turns: row['turns'] as number,
    createdAt: row['created_at'] as Date,
    updatedAt: row['updated_at'] as Date,
  };
}

function toTurn(row: Row): Turn {
  const amount = (column: string) => BigInt(row[column] as number | string);
  return {
    jobId: row['job_id'] as string,
    taskId: row['task_id'] as string,
    number: row['number'] as number,
    ownerId: row['owner_id'] as number,
    prompt: row['prompt'] as string,
    queueState: row['queue_state'] as QueueState,
    state: row['state'] as JobState,
    reason: row['reason'] as ErrorCode | null,
    budget: amount('budget'),
    secondsLimit: row['seconds_limit'] as number,
    // Of a turn that was accepted before there was a price of hours, the price of a second is the exact one.
    hourPrice: row['hour_price'] === null ? amount('second_price') * 3600n : amount('hour_price'),
    raises: row['raises'] as number,
    run: row['run'] as number,
    logOffset: Number(row['log_offset']),
    runEnd: row['run_end'] === null ? null : (JSON.parse(row['run_end'] as string) as RunEnd),
    pausedAt: row['paused_at'] as Date | null,
    clockStartedAt: row['clock_started_at'] as Date | null,
    clockEndedAt: row['clock_ended_at'] as Date | null,
    clockMs: Number(row['clock_ms']),
    tokensCost: amount('tokens_cost'),
    secondsCost: amount('seconds_cost'),
    createdAt: row['created_at'] as Date,
  };
}
