import { findAgentClis } from '../scripts/platform/agent-clis';
import type { CodeClient } from '../scripts/demo/code-client';
import { quantile } from './latency';
import { openTaskBench } from './task-user';

/**
 * How long somebody waits for an agent: from asking for a task until the first thing that codex itself says in its log, the
 * real one in a sandbox of its own, with the demo model. One task after the other, on a platform that has nothing else to do.
 *
 *   npm run bench -- task-start [how many]
 */

const MANY = 20;
const WARM_UP = 2;
const GOAL_MS = 1_500;
const PATIENCE_MS = 60_000;

async function main([many = MANY]: readonly number[]): Promise<void> {
  const agents = findAgentClis();
  if (agents === undefined)
    throw new Error('The agents are not there: npm start or npm run demo obtains them.');
  const { user, close } = await openTaskBench(agents);
  const taken = { accepted: [] as number[], begun: [] as number[], spoken: [] as number[] };
  try {
    for (let turn = -WARM_UP; turn < many; turn++) {
      const { accepted, begun, spoken } = await measure(user);
      if (turn < 0) continue;
      taken.accepted.push(accepted);
      taken.begun.push(begun);
      taken.spoken.push(spoken);
    }
  } finally {
    await close();
  }
  print('asked for until accepted', taken.accepted);
  print('asked for until its turn has begun', taken.begun);
  print('asked for until codex has said something', taken.spoken);
  const met = quantile(taken.spoken, 0.5) < GOAL_MS;
  console.log(`goal: ${GOAL_MS} ms at p50, ${met ? 'held' : 'short'}`);
  if (!met) process.exitCode = 1;
}

/** Milliseconds since the task was asked for. */
async function measure(user: CodeClient): Promise<{ accepted: number; begun: number; spoken: number }> {
  const began = performance.now();
  const since = () => performance.now() - began;
  const { task_id: id } = await user.send<{ task_id: string }>('POST', '/users/tasks', {
    cli_name: 'codex',
    model_id: 'demo-text',
    user_input: '写一个Python脚本读取CSV文件',
  });
  const accepted = since();
  let begun = Number.NaN;
  let spoken = Number.NaN;
  for await (const { type, data } of user.events(id, AbortSignal.timeout(PATIENCE_MS))) {
    if (type === 'error') console.error(data);
    if (type === 'state' && data['state'] === 'started') begun = since();
    if (type !== 'state' && Number.isNaN(spoken)) spoken = since();
  }
  const { status, vm_id: vm } = await user.get<{ status: string; vm_id: string }>(`/users/tasks/${id}`);
  if (status !== 'finished') throw new Error(`The task is ${status}.`);
  // The next one has a place of its own, and not that of one which has to go first.
  await user.send('PUT', `/users/vms/${vm}/stop`, {});
  return { accepted, begun, spoken };
}

function print(name: string, values: readonly number[]): void {
  console.log(
    `${name.padEnd(44)} p50 ${quantile(values, 0.5).toFixed(0)} ms, p99 ${quantile(values, 0.99).toFixed(0)} ms`,
  );
}

main(process.argv.slice(2).map(Number)).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
