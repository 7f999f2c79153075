import { invalidField } from '../../../domain/errors';
import type { CodeHandler } from '../operation';
import { done } from '../reply';
import { sandboxPath } from './sandbox-path';

export const uploadVmFile: CodeHandler<'uploadVmFile'> = async ({ user, params, query, upload }, { vms }) => {
  if (!upload) throw invalidField('body.file', { zh: '缺少文件', en: 'a file is missing' });
  const path = sandboxPath(query?.path);
  const sandbox = await vms.open(user.userId, params.vm_id);
  try {
    await sandbox.writeFile(path, upload.bytes);
    return done();
  } finally {
    sandbox.close();
  }
};
