import { randomUUID } from 'node:crypto';
import { QueryTypes } from 'sequelize';
import { runStatements, statement } from '../../domain/db/statement';
import { insertStatements } from '../../domain/db/new-rows';
import { endAbandonedPackageCalls } from '../../domain/gateway/abandoned-package-calls';
import { closePackageCalls, openRow } from '../../domain/gateway/package-calls';
import { cameTo, createTaskAllowances } from '../../domain/gateway/task-allowances';
import { insertJob, readJob } from '../../domain/jobs/job-rows';
import { createOutbox } from '../../domain/outbox';
import { createSandboxKeeping } from '../../domain/sandboxes/keeping';
import { LogMoved, writeLog, type LogPiece } from '../../domain/tasks/event-rows';
import { jobOf, newTurn } from '../../domain/tasks/new-turn';
import { changeTurn, insertTurn, readAnyTask } from '../../domain/tasks/task-rows';
import { createTasks } from '../../domain/tasks/tasks';
import { createTurns } from '../../domain/tasks/turns';
import { DONE_AT_ONCE, WORKS_LONG } from '../support/agent-programs';
import { untilBlocked } from '../support/blocked';
import { taskPlatform, type Developer, type TaskPlatform } from '../support/task-platform';

/** Two things that happen to a task at the same moment, each in the order that it is not prepared for. */

let platform: TaskPlatform;
let ada: Developer;

beforeAll(async () => {
  platform = await taskPlatform({ slots: 1 });
});

beforeEach(async () => {
  ada = await platform.developer();
});

afterAll(() => platform.close());

const quiet = { announce: () => undefined, announceLog: () => undefined };

function parts() {
  const { db, clock, ledger } = platform;
  const outbox = createOutbox({ db, clock });
  const turns = createTurns({ db, clock, ledger, ...quiet });
  return { db, clock, outbox, turns, sandboxes: createSandboxKeeping({ db, clock, outbox, idleMs: 0 }) };
}

const jobOfTask = async (id: string) => (await ada.explain(id)).job_id;

test('a task that gets another turn while it is deleted stays', async () => {
  platform.script(() => DONE_AT_ONCE);
  const id = await ada.newTask();
  await ada.ended(id);
  const { db, clock } = platform;
  const task = (await readAnyTask(db, id))!;
  const turn = newTurn(
    { task, number: 2, prompt: 'more', budget: 0n, secondsLimit: 60, hourPrice: 0n, jobId: randomUUID() },
    clock.now(),
  );
  const { deleted } = await db.transaction(async (tx) => {
    await runStatements(db, [statement('UPDATE tasks SET turns = 2 WHERE id = ?', [id])], tx);
    const deleting = ada.browser.delete(`/api/v1/users/tasks/${id}`);
    await untilBlocked(platform.db, '%FROM tasks%FOR UPDATE%');
    await runStatements(db, [...insertJob(jobOf(turn, 1), null), insertTurn(turn)], tx);
    return { deleted: deleting };
  });
  expect((await deleted).status).toBe(409);
  expect(await ada.task(id)).toMatchObject({ turns: 2 });
  await ada.stop(id);
});

test('a stop that takes a turn for one that waits does not end it when it works by then', async () => {
  platform.script(() => WORKS_LONG);
  const first = await ada.newTask();
  const second = await ada.newTask();
  await ada.at(first, 3);
  expect(await ada.task(second)).toMatchObject({ phase: 'queued' });
  const { turns, ...others } = parts();
  const late = createTasks({
    ...others,
    turns: {
      ...turns,
      async cancelQueued(jobId) {
        await ada.stop(first);
        await ada.at(second, 3);
        return turns.cancelQueued(jobId);
      },
    },
  });
  const { ownerId } = (await turns.get(await jobOfTask(second))).turn;
  expect(await late.stop(ownerId, second)).toEqual([expect.objectContaining({ effect: 'cancel' })]);
  expect(await ada.task(second)).toMatchObject({ status: 'processing', phase: 'working' });
  await ada.stop(second);
  expect(await ada.ended(second)).toMatchObject({ status: 'error', reason: { code: 'CANCELLED' } });
  expect((await ada.explain(second)).charged).toBeGreaterThan(0);
  await ada.ended(first);
  await ada.expectPaid([first, second]);
});

test('a budget that is raised while the allowance is opened is granted', async () => {
  platform.script(() => WORKS_LONG);
  const first = await ada.newTask();
  const waits = await ada.newTask({ budget: 1 });
  await ada.at(first, 3);
  const jobId = await jobOfTask(waits);
  const { db, clock } = platform;
  const allowances = createTaskAllowances({ db, clock });
  const { ownerId, budget } = (await parts().turns.get(jobId)).turn;
  const until = new Date(clock.now().getTime() + 60_000);
  const { opened } = await db.transaction(async (tx) => {
    await readJob(db, jobId, tx);
    await runStatements(db, [changeTurn(jobId, { budget: budget * 3n })], tx);
    const opening = allowances.open({ jobId, ownerId, model: 'demo-text', until });
    await untilBlocked(platform.db, '%FROM task_turns%FOR UPDATE%');
    await allowances.raise(jobId, budget * 3n, until, tx);
    return { opened: opening };
  });
  await opened;
  expect((await allowances.find(jobId))?.limit).toBe(budget * 3n);
  await db.query('UPDATE task_turns SET budget = ? WHERE job_id = ?', { replacements: [budget, jobId] });
  for (const id of [waits, first]) {
    await ada.stop(id);
    await ada.ended(id);
  }
  await ada.expectPaid([first, waits]);
});

test('of two that write down the same output, or its end, one has the turn and the other is told', async () => {
  platform.script(() => WORKS_LONG);
  const first = await ada.newTask();
  await ada.at(first, 3);
  const id = await ada.newTask();
  const jobId = await jobOfTask(id);
  const { db, clock } = platform;
  const said = (who: number, more: Partial<LogPiece> = {}) =>
    writeLog(
      db,
      { taskId: id, jobId },
      { from: 0, to: 10, events: [{ type: 'text', data: { text: `by ${who}` } }], ...more },
      clock.now(),
    );
  const outcomes = async (writing: readonly Promise<number>[]) =>
    (await Promise.allSettled(writing)).map((each) =>
      each.status === 'fulfilled' ? 'written' : (each.reason as object).constructor,
    );
  // Ten that have read the same.
  const written = await outcomes(Array.from({ length: 10 }, (_, who) => said(who)));
  expect(written.filter((each) => each === 'written')).toHaveLength(1);
  expect(written.filter((each) => each === LogMoved)).toHaveLength(9);
  // One that comes late, and has read less than is written; and two that know of different ends.
  expect(await outcomes([said(10)])).toEqual([LogMoved]);
  const [ok, bad] = [{ ok: true }, { ok: false, reason: 'AGENT_FAILED', message: 'it failed' }] as const;
  const ends = await outcomes([
    said(11, { from: 10, to: 10, end: ok }),
    said(12, { from: 10, to: 10, end: bad }),
  ]);
  expect(new Set(ends)).toEqual(new Set(['written', LogMoved]));

  for (const each of [id, first]) await ada.stop(each);
  for (const each of [id, first]) await ada.ended(each);
  const events = await ada.events(id);
  expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
  expect(events.filter(({ type }) => type === 'text')).toHaveLength(2);
});

test('a pause and a piece of the log take their rows in the same order', async () => {
  platform.script(() => WORKS_LONG);
  const id = await ada.newTask();
  await ada.at(id, 3);
  const jobId = await jobOfTask(id);
  const { turns, db } = parts();
  const { paused } = await db.transaction(async (tx) => {
    await runStatements(db, [statement('UPDATE tasks SET updated_at = updated_at WHERE id = ?', [id])], tx);
    await db.query('SELECT id FROM tasks WHERE id = ? FOR UPDATE', { replacements: [id], transaction: tx });
    const pausing = turns.pause(jobId);
    await untilBlocked(platform.db, 'UPDATE tasks SET%');
    // What has the task has to get the turn.
    await db.query('SELECT job_id FROM task_turns WHERE job_id = ? FOR UPDATE NOWAIT', {
      replacements: [jobId],
      transaction: tx,
    });
    return { paused: pausing };
  });
  await paused;
  await ada.stop(id);
  await ada.ended(id);
  await ada.expectPaid([id]);
});

test('what is set aside for a call whose process died is not charged, however long it takes to give it back', async () => {
  platform.script(() => WORKS_LONG);
  const id = await ada.newTask();
  await ada.at(id, 3);
  const { db, clock } = platform;
  const jobId = await jobOfTask(id);
  const allowances = createTaskAllowances({ db, clock });
  const [paying] = await db.query<{ id: number; user_id: number }>(
    'SELECT id, user_id FROM gateway_user_packages WHERE task_job_id = ?',
    { replacements: [jobId], type: QueryTypes.SELECT },
  );
  const facts = {
    ...{ id: randomUUID(), userId: paying!.user_id, keyId: null, userPackageId: paying!.id },
    ...{ surface: 'relay', model: 'demo-text', protocol: 'openai-chat', ip: '127.0.0.1', userAgent: 'test' },
    ...{ streamed: true, createdAt: clock.now() },
  };
  const hour = 3_600_000;
  const open = async (ms: number) => {
    const until = new Date(clock.now().getTime() + ms);
    for (const insert of insertStatements([openRow(facts, until)])) await db.query(insert.statement);
    return allowances.find(jobId);
  };
  expect(await open(hour)).toMatchObject({ abandoned: false });
  for (const each of closePackageCalls([facts.id])) await db.query(each);
  const died = await open(-1);
  expect(died).toMatchObject({ abandoned: true });
  expect(cameTo({ ...died!, spent: 2n, reserved: 5n }, hour)).toBeUndefined();
  expect(cameTo({ ...died!, spent: 2n, reserved: 0n }, hour)).toBe(2n);

  expect(await endAbandonedPackageCalls({ db, clock })).toBe(1);
  const given = await allowances.find(jobId);
  expect(given).toMatchObject({ abandoned: false });
  expect(cameTo({ ...given!, spent: 2n, reserved: 5n }, 1_000)).toBeUndefined();
  expect(cameTo({ ...given!, spent: 2n, reserved: 5n }, hour)).toBe(7n);
  await ada.stop(id);
  await ada.ended(id);
  await ada.expectPaid([id]);
});
