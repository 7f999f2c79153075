import { posix } from 'node:path';
import { FileAnswer } from '../../router/call';
import type { CodeHandler } from '../operation';
import { LARGEST_DOWNLOAD, outgoing } from './outgoing';
import { sandboxPath } from './sandbox-path';

const TYPES = { 'tar.gz': 'application/gzip', zip: 'application/zip' } as const;

export const getVmArchive: CodeHandler<'getVmArchive'> = async ({ user, params, query }, { vms }) => {
  const path = sandboxPath(query?.path);
  const format = query?.format ?? 'tar.gz';
  const sandbox = await vms.open(user.userId, params.vm_id);
  const { stream } = await outgoing(sandbox, async () => ({
    stream: await sandbox.archive(path, { format, maxBytes: LARGEST_DOWNLOAD }),
  }));
  const name = posix.basename(path) || 'sandbox';
  return new FileAnswer(stream, TYPES[format], `${name}.${format}`, 'sandbox');
};
