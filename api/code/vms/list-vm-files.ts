import type { CodeHandler } from '../operation';
import { ok } from '../reply';
import { sandboxPath } from './sandbox-path';
import { fileDto } from './vm-dto';

export const listVmFiles: CodeHandler<'listVmFiles'> = async ({ user, params, query }, { vms }) => {
  const path = sandboxPath(query?.path);
  const sandbox = await vms.open(user.userId, params.vm_id);
  try {
    const { entries, truncated, ...file } = await sandbox.list(path);
    return ok({ path, file: fileDto(file), entries: entries.map(fileDto), truncated });
  } finally {
    sandbox.close();
  }
};
