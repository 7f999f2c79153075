import type { FileEntry } from '../../../domain/sandboxes/files';
import type { Vm } from '../../../domain/sandboxes/vms';
import { unixSeconds } from '../time';

const maybe = (time: Date | null) => time && unixSeconds(time);

export function vmDto({ sandbox, taskId }: Vm) {
  return {
    vm_id: sandbox.id,
    task_id: taskId,
    state: sandbox.state,
    reason: sandbox.reason,
    image: sandbox.image,
    driver: sandbox.driver,
    cpus: sandbox.cpus,
    memory_bytes: sandbox.memoryBytes,
    disk_bytes: sandbox.diskBytes,
    processes: sandbox.processes,
    idle_since: maybe(sandbox.idleSince),
    expires_at: unixSeconds(sandbox.expiresAt),
    kept_until: maybe(sandbox.keptUntil),
    created_at: unixSeconds(sandbox.createdAt),
    ready_at: maybe(sandbox.readyAt),
    gone_at: maybe(sandbox.goneAt),
  };
}

export function fileDto({ name, type, size, mode, modifiedAt, target }: FileEntry) {
  return { name, type, size, mode, modified_at: unixSeconds(modifiedAt), target: target ?? null };
}
