import { userInfo } from 'node:os';
import path from 'node:path';
import { searchPath } from './binaries';

/** What a service of ours sees of our environment: nothing of our settings. */
export function plainEnvironment(): Record<string, string | undefined> {
  return {
    PATH: searchPath(process.env).join(path.delimiter),
    HOME: userInfo().homedir,
    TMPDIR: process.env['TMPDIR'],
    LANG: 'C.UTF-8',
    TZ: 'UTC',
  };
}
