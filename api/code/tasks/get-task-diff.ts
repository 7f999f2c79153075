import { text } from 'node:stream/consumers';
import { AppError } from '../../../domain/errors';
import type { CodeHandler } from '../operation';
import { ok } from '../reply';

/** A longer patch is for downloading. */
const LONGEST = 1024 * 1024;

export const getTaskDiff: CodeHandler<'getTaskDiff'> = async ({ user, params }, { tasks, artifacts }) => {
  await tasks.expectKept(user.userId, params.task_id);
  const patched = await tasks.patched(user.userId, params.task_id);
  // An older patch would leave out what the newest turn has changed.
  if (patched?.lost) throw new AppError('PATCH_UNAVAILABLE', { reason: patched.lost });
  const patch = patched && (await artifacts.find(patched.jobId, 'patch'));
  const turn = patched?.turn ?? null;
  if (!patch || patch.bytes === 0) return ok({ diff: '', truncated: false, turn });
  const truncated = patch.bytes > LONGEST;
  const stream = await artifacts.open(patch, { start: 0, end: Math.min(patch.bytes, LONGEST) - 1 });
  return ok({ diff: await text(stream), truncated, turn });
};
