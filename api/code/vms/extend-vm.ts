import type { CodeHandler } from '../operation';
import { ok } from '../reply';
import { vmDto } from './vm-dto';

export const extendVm: CodeHandler<'extendVm'> = async ({ user, params, body }, { vms, dispatch }) => {
  for (const entry of await vms.extend(user.userId, params.vm_id, body.seconds)) dispatch(entry);
  return ok(vmDto(await vms.get(user.userId, params.vm_id)));
};
