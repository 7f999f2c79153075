import pino, { type DestinationStream, type Logger } from 'pino';

export type { Logger };

/** Fields that hold secrets, wherever they appear in what is logged, to a depth of three. */
const SECRET_FIELDS = [
  'authorization',
  'cookie',
  '["set-cookie"]',
  'password',
  'token',
  'access_token',
  'refresh_token',
  'accessToken',
  'refreshToken',
  'api_key',
  'apiKey',
  'secret',
  'sign',
  'key',
];

const DEPTHS = ['', '*', '*.*', '*.*.*'];

/**
 * A logger of JSON lines for one process (`name`: api, worker, …). Secrets are replaced by [redacted];
 * of an error only its type, message, code, stack and causes are written, for database errors carry the
 * values of their statement.
 */
export function createLogger(
  options: { readonly name: string; readonly level: string },
  destination?: DestinationStream,
): Logger {
  return pino(
    {
      name: options.name,
      level: options.level,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: {
        paths: DEPTHS.flatMap((depth) => SECRET_FIELDS.map((field) => join(depth, field))),
        censor: '[redacted]',
      },
      serializers: { err: describeError, error: describeError },
    },
    ...(destination ? [destination] : []),
  );
}

function join(depth: string, field: string): string {
  return depth === '' || field.startsWith('[') ? `${depth}${field}` : `${depth}.${field}`;
}

function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
  const cause = error.cause === undefined ? {} : { cause: describeError(error.cause) };
  return { type: error.name, message: error.message, ...code, stack: error.stack, ...cause };
}
