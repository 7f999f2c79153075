import { text } from 'node:stream/consumers';
import type { CodeHandler } from '../operation';
import { ok } from '../reply';

/** A longer patch is for downloading. */
const LONGEST = 1024 * 1024;

export const getTaskDiff: CodeHandler<'getTaskDiff'> = async ({ user, params }, { tasks, artifacts }) => {
  const turns = await tasks.turns(user.userId, params.task_id);
  for (const { jobId } of turns.toReversed()) {
    const patch = await artifacts.find(jobId, 'patch');
    if (!patch) continue;
    if (patch.bytes === 0) break;
    const truncated = patch.bytes > LONGEST;
    const stream = await artifacts.open(patch, { start: 0, end: Math.min(patch.bytes, LONGEST) - 1 });
    return ok({ diff: await text(stream), truncated });
  }
  return ok({ diff: '', truncated: false });
};
