import type Docker from 'dockerode';
import type { Measured } from '../host/driver';
import { until } from '../host/ending';
import { isAlive } from '../host/processes';
import { letGoOfDisk, untilDiskIsFree } from './disk';
import { allowing, containersOf, engineFailed } from './engine';
import type { Yard } from './options';
import { usedBy } from './usage';

/**
 * Ends all of a sandbox, whatever there is of it, waits until none of it is to be seen, and removes what it left.
 * @throws AppError SANDBOX_UNAVAILABLE when the engine fails, or something outlives it; then it may be tried again.
 */
export async function removeContainer({ docker, state, hasDisks }: Yard, id: string): Promise<Measured> {
  const made = await state.made(id);
  const find = () =>
    containersOf(docker, state.installation, id).catch((error: unknown) => {
      throw engineFailed(error);
    });
  let used: Measured = {};
  for (const { container } of await find()) {
    used = { ...used, ...(await endContainer(docker.getContainer(container))) };
  }
  // Asked anew each time: the engine may have been about to make one.
  await until(async () => {
    const left = await find();
    await Promise.all(left.map(({ container }) => endContainer(docker.getContainer(container))));
    return left.length === 0;
  }, 'The engine does not remove a container.');
  if (made)
    await until(() => Promise.resolve(!isAlive(made.init)), 'Process 1 of a sandbox outlives SIGKILL.');
  const folder = state.folderOf(id);
  await letGoOfDisk(folder);
  if (hasDisks) await untilDiskIsFree(folder);
  const slot = (await state.making(id))?.slot;
  await state.remove(id);
  if (slot !== undefined) await state.freeUser(slot);
  return used;
}

async function endContainer(container: Docker.Container): Promise<Measured> {
  const found = await container.inspect().catch(allowing(404));
  if (!found) return {};
  const used = found.State.Running ? await usedBy(container, found.State.Pid) : {};
  // Process 1 is killed alone, and ends the others: it takes time of the processor, which hundreds may leave it none of.
  if (found.State.Running) await container.update({ CpuQuota: -1 }).catch(() => undefined);
  // Not running any more, not there any more, or being removed by another.
  await container.kill().catch(allowing(404, 409));
  await container.remove({ force: true, v: true }).catch(allowing(404, 409));
  return used;
}
