import { posix } from 'node:path';
import { invalidField } from '../../../domain/errors';
import { FileAnswer } from '../../router/call';
import type { CodeHandler } from '../operation';
import { LARGEST_DOWNLOAD, outgoing } from './outgoing';
import { sandboxPath } from './sandbox-path';

export const getVmFile: CodeHandler<'getVmFile'> = async ({ user, params, query }, { vms }) => {
  const path = sandboxPath(query?.path);
  const sandbox = await vms.open(user.userId, params.vm_id);
  const { size, stream } = await outgoing(sandbox, () => sandbox.readFile(path));
  if (size > LARGEST_DOWNLOAD) {
    stream.destroy();
    throw invalidField('query.path', { zh: '文件超过 512 MB', en: 'is of a file larger than 512 MB' });
  }
  const name = posix.basename(path);
  return new FileAnswer(stream, 'application/octet-stream', name, 'file');
};
