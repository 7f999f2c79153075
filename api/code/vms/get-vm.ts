import type { CodeHandler } from '../operation';
import { ok } from '../reply';
import { vmDto } from './vm-dto';

export const getVm: CodeHandler<'getVm'> = async ({ user, params }, { vms }) => {
  const vm = await vms.get(user.userId, params.vm_id);
  const seen = await vms.observe(vm);
  return ok({
    ...vmDto(vm),
    stats: seen && {
      memory_bytes: seen.stats.memoryBytes,
      cpu_seconds: seen.stats.cpuSeconds,
      processes: seen.stats.processes,
      disk_bytes: seen.stats.diskBytes,
    },
    ports: [...(seen?.ports ?? [])],
  });
};
