import type { CodeHandler } from '../operation';
import { done } from '../reply';

export const stopVm: CodeHandler<'stopVm'> = async ({ user, params }, { vms, dispatch }) => {
  for (const entry of await vms.end(user.userId, params.vm_id)) dispatch(entry);
  return done();
};
