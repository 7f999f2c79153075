import type { Logger } from 'pino';
import { logThrough } from '../../activities/runtime-log';

let current: Logger | undefined;

/**
 * Has what Temporal's SDK logs go to this logger from now on. A process has one log of the SDK's, which is set up
 * once, and test files share a process.
 */
export function logRuntimeTo(logger: Logger): void {
  const first = current === undefined;
  current = logger;
  if (!first) return;
  const latest = new Proxy(logger, {
    get: (_target, name) => {
      const value: unknown = Reflect.get(current ?? logger, name);
      return typeof value === 'function' ? (value.bind(current) as unknown) : value;
    },
  });
  logThrough(latest);
}
