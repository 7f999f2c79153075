import { DefaultLogger, makeTelemetryFilterString, Runtime, type LogLevel } from '@temporalio/worker';
import type { Logger } from 'pino';

const LEVELS = {
  TRACE: 'trace',
  DEBUG: 'debug',
  INFO: 'info',
  WARN: 'warn',
  ERROR: 'error',
} as const satisfies Record<LogLevel, string>;

/** Sends what Temporal's SDK, workflows and activities log to our logger. Once a process, before any worker. */
export function logThrough(logger: Logger): void {
  Runtime.install({
    shutdownSignals: [], // the worker's entry decides what a signal means
    // The SDK's native part would otherwise write to the terminal by itself.
    telemetryOptions: {
      logging: { filter: makeTelemetryFilterString({ core: 'WARN', other: 'ERROR' }), forward: {} },
    },
    logger: new DefaultLogger('WARN', ({ level, message, meta }) => {
      const { error, ...rest } = meta ?? {};
      logger[LEVELS[level]]({ ...rest, ...(error === undefined ? {} : { err: error }) }, message);
    }),
  });
}
