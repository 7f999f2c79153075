import { customCleanEnv, EnvMissingError } from 'envalid';
import { GATEWAY_VARIABLES } from './gateway';
import * as is from './kinds';
import { PUBLISHING_VARIABLES } from './publishing';
import { SANDBOX_VARIABLES } from './sandboxes';
import { SIGN_IN_VARIABLES } from './sign-in';

/** Environment variables by name, as `process.env` has them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Every variable that Taskloom reads, with its kind and its default. `.env.example` explains each. */
export const VARIABLES = {
  PORT: is.port({ default: 8000 }),
  TASKLOOM_BIND: is.address({ default: '127.0.0.1' }),
  TASKLOOM_PUBLIC_URL: is.httpUrl({ default: undefined }),
  TRUST_PROXY: is.proxies({ default: false }),
  CORS_ORIGINS: is.origins({ default: [] }),

  DATABASE_URL: is.mysqlUrl({ default: undefined }),
  DATABASE_POOL: is.whole(2, 500)({ default: 20 }),
  REDIS_URL: is.redisUrl({ default: undefined }),
  REDIS_PREFIX: is.text({ default: 'taskloom' }),
  TEMPORAL_ADDRESS: is.hostAndPort({ default: undefined }),
  TEMPORAL_NAMESPACE: is.text({ default: 'default' }),

  TASKLOOM_HOME: is.text({ default: '.taskloom' }),
  TASKLOOM_ARTIFACTS: is.text({ default: undefined }),
  WORKER_PORT: is.port({ default: 8001 }),
  CASHIER_PORT: is.port({ default: 8010 }),
  MYSQL_PORT: is.port({ default: 3307 }),
  REDIS_PORT: is.port({ default: 6380 }),
  TEMPORAL_PORT: is.port({ default: 7233 }),
  TEMPORAL_UI_PORT: is.port({ default: 8233 }),

  TASKLOOM_SECRET: is.secret({ default: undefined }),
  TASKLOOM_SECRET_PREVIOUS: is.secrets({ default: [] }),
  TASKLOOM_ADMIN_EMAIL: is.email({ default: 'admin@taskloom.localhost' }),
  TASKLOOM_ADMIN_PASSWORD: is.password({ default: undefined }),

  LLM_BASE_URL: is.httpUrl({
    default: undefined,
    requiredWhen: (env) => env['LLM_API_KEY'] !== undefined || env['LLM_MODEL'] !== undefined,
    desc: 'the address of an OpenAI-compatible API, because LLM_API_KEY or LLM_MODEL is set',
  }),
  LLM_API_KEY: is.text({ default: undefined }),
  LLM_MODEL: is.text({
    default: undefined,
    requiredWhen: (env) => env['LLM_BASE_URL'] !== undefined,
    desc: 'the name of a model, because LLM_BASE_URL is set',
  }),
  MODEL_SILENCE_SECONDS: is.whole(1, 3600)({ default: 180 }),

  EPAY_URL: is.httpUrl({
    default: undefined,
    requiredWhen: (env) => env['EPAY_PID'] !== undefined || env['EPAY_KEY'] !== undefined,
    desc: 'the address of the EPay gateway, because EPAY_PID or EPAY_KEY is set',
  }),
  EPAY_PID: is.text({
    default: undefined,
    requiredWhen: (env) => env['EPAY_URL'] !== undefined,
    desc: 'the merchant number, because EPAY_URL is set',
  }),
  EPAY_KEY: is.text({
    default: undefined,
    requiredWhen: (env) => env['EPAY_URL'] !== undefined,
    desc: 'the merchant key, because EPAY_URL is set',
  }),
  STUDIO_CALLBACK_SECRET: is.secret({ default: undefined }),
  MEMBER_DAILY_JOBS: is.whole(0, 1_000_000)({ default: 200 }),
  ORDER_TTL_SECONDS: is.whole(60, 86_400)({ default: 1800 }),

  ...SIGN_IN_VARIABLES,
  ...GATEWAY_VARIABLES,
  ...PUBLISHING_VARIABLES,
  ...SANDBOX_VARIABLES,
  RELAY_CAPTCHA: is.yesOrNo({ default: false }),
  IDENTITY_EVENTS_DAYS: is.whole(1, 36_500)({ default: 365 }),
  NOTIFICATION_DAYS: is.whole(1, 9_000)({ default: 90 }),

  RATE_LIMIT_AUTH: is.rate({ default: { points: 10, seconds: 60 } }),
  RATE_LIMIT_GENERATE: is.rate({ default: { points: 20, seconds: 3600 } }),
  RATE_LIMIT_QUERY: is.rate({ default: { points: 100, seconds: 60 } }),
  RATE_LIMIT_OTHER: is.rate({ default: { points: 60, seconds: 60 } }),
  WAIT_SECONDS: is.whole(0, 600)({ default: 60 }),

  LOG_LEVEL: is.oneOf('fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent')({ default: 'info' }),
  METRICS_TOKEN: is.text({ default: undefined }),
  VALIDATE_RESPONSES: is.yesOrNo({ default: undefined }),
  FFMPEG_PATH: is.text({ default: undefined }),
};

/** The same, for a process that serves: it does not start without its stores and its secret. */
export const SERVING_VARIABLES = {
  ...VARIABLES,
  DATABASE_URL: is.mysqlUrl({ desc: is.EXPECTED.mysqlUrl }),
  REDIS_URL: is.redisUrl({ desc: is.EXPECTED.redisUrl }),
  TASKLOOM_SECRET: is.secret({ desc: is.EXPECTED.secret }),
};

/** Variables whose wrong value may not be shown in a message. */
const CONFIDENTIAL = /SECRET|PASSWORD|KEY|TOKEN|OAUTH_CLIENTS|DATABASE_URL|REDIS_URL|SMTP_URL/;

/** An environment that cannot be run with; the message names every variable that is wrong and what it should be. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

/**
 * Reads `variables` from `env`; one that is empty counts as absent. Throws one SettingsError that names each
 * variable at fault.
 */
export function clean<S>(env: Environment, variables: S) {
  const present = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()));
  return customCleanEnv(present, variables, (values) => values, {
    reporter: ({ errors }) => {
      const faults = Object.entries<Error | undefined>(errors);
      if (faults.length > 0) throw new SettingsError(describe(faults, present));
    },
  });
}

function describe(faults: readonly [name: string, fault: Error | undefined][], env: Environment): string {
  const width = Math.max(...faults.map(([name]) => name.length));
  const lines = faults.map(([name, fault]) => {
    const problem =
      fault instanceof EnvMissingError
        ? 'is missing'
        : CONFIDENTIAL.test(name)
          ? 'has a value that does not fit'
          : `is "${env[name] ?? ''}"`;
    return `  ${name.padEnd(width)}  ${problem}; expected ${fault?.message ?? 'another value'}`;
  });
  const count = faults.length === 1 ? 'One setting is' : `${faults.length} settings are`;
  return `${count} wrong:\n${lines.join('\n')}\nEvery setting is explained in .env.example.`;
}
