import { posix } from 'node:path';
import { invalidField } from '../../../domain/errors';
import { WORKSPACE } from '../../../domain/sandboxes/layout';

/** An absolute path in a sandbox; what is relative begins in the workspace. It is opened inside, so it may name anything. */
export function sandboxPath(path = '.'): string {
  if (path.includes('\0')) throw invalidField('query.path', { zh: '路径无效', en: 'is no path' });
  return posix.resolve(WORKSPACE, path);
}
