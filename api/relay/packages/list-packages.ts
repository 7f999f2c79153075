import type { RelayHandler } from '../operation';
import { ok } from '../reply';
import { packageDto } from './package-dto';

export const listPackages: RelayHandler<'listPackages'> = async (_, { packages }) =>
  ok((await packages.offered()).map(packageDto));
