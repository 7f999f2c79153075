import type { RelayHandler } from '../operation';
import { ok } from '../reply';

export const deletePackage: RelayHandler<'deletePackage'> = async ({ params: { id } }, { packages }) => {
  await packages.remove(id);
  return ok(null);
};
