import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';

/**
 * The project's root folder (absolute), whether this file runs as `config/paths.ts` or, compiled, as
 * `dist/config/paths.js`: the nearest folder above that holds package.json.
 */
export const projectRoot = findRoot(__dirname);

/** A file of the project by its path from the root: `inProject('openapi', 'studio.yaml')`. */
export function inProject(...segments: string[]): string {
  return path.resolve(projectRoot, ...segments);
}

/** Where this user keeps what is large, can be had again, and outlives a checkout: a folder of ours (absolute). */
export function userCache(env: NodeJS.ProcessEnv, ...segments: string[]): string {
  const cache = env['XDG_CACHE_HOME'] || path.join(homedir(), '.cache');
  return path.join(cache, 'taskloom', ...segments);
}

function findRoot(folder: string): string {
  if (existsSync(path.join(folder, 'package.json'))) return folder;
  const parent = path.dirname(folder);
  if (parent === folder) throw new Error(`There is no package.json in any folder above ${__dirname}.`);
  return findRoot(parent);
}
