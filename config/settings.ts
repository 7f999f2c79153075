import { gatewaySettings, type GatewaySettings } from './gateway';
import type { RateLimit, TrustProxy } from './kinds';
import { inProject } from './paths';
import { publishingSettings } from './publishing';
import { sandboxSettings } from './sandboxes';
import { signInSettings, type SignInSettings } from './sign-in';
import { clean, SERVING_VARIABLES, VARIABLES, type Environment } from './variables';

export { SettingsError } from './variables';
export type { Environment, RateLimit, TrustProxy };

/** How to reach Temporal: `variables` are the TEMPORAL_* ones, for `@temporalio/envconfig` (TLS, API key, profile). */
export interface TemporalSettings {
  /** `host:port`; undefined means what envconfig finds, or its default. */
  readonly address: string | undefined;
  readonly namespace: string;
  readonly variables: Record<string, string>;
}

/** What the API and the worker run with. */
export interface Settings extends SignInSettings {
  /** The folder (absolute) of everything this installation keeps. */
  readonly home: string;
  readonly api: {
    readonly port: number;
    readonly bind: string;
    /** Where clients reach the API, without a slash at its end. */
    readonly publicUrl: string;
    readonly trustProxy: TrustProxy;
    /** The origins of pages, besides our own, that may call the API. */
    readonly corsOrigins: readonly string[];
    /** How long a request waits for the result of a short job. */
    readonly waitSeconds: number;
    readonly validateResponses: boolean;
  };
  /** Where the worker serves its health and metrics. */
  readonly worker: { readonly port: number; readonly bind: string };
  readonly database: { readonly url: string; readonly poolSize: number };
  /** `prefix` begins every name there, and keeps installations apart that share a Redis. */
  readonly redis: { readonly url: string; readonly prefix: string };
  readonly temporal: TemporalSettings;
  /** The secret that all keys are derived from, and those that still verify (newest first). */
  readonly secret: { readonly current: string; readonly previous: readonly string[] };
  /** The folder (absolute) of the artifacts. */
  readonly artifacts: { readonly folder: string };
  /** The folder (absolute) of the worker's unfinished work. */
  readonly scratch: { readonly folder: string };
  /** The text model of a vendor; without it the demo model writes. */
  readonly llm: { readonly baseUrl: string; readonly apiKey: string; readonly model: string } | undefined;
  /** How long a text model may be silent, over all that it is asked for one text. */
  readonly modelSilenceMs: number;
  readonly gateway: GatewaySettings;
  /** Where the API of each publishing platform is. */
  readonly publishing: ReturnType<typeof publishingSettings>;
  /** Coding tasks, and the sandboxes that they run in. */
  readonly sandboxes: ReturnType<typeof sandboxSettings>;
  /** The EPay gateway; without it nothing can be bought. */
  readonly epay: { readonly url: string; readonly pid: string; readonly key: string } | undefined;
  /** The folder (absolute) of the local mailbox. */
  readonly mailbox: { readonly folder: string };
  /** The HMAC secret of the studio's payment callback; without it every such callback is refused. */
  readonly callbackSecret: string | undefined;
  readonly orderTtlMs: number;
  /** How many jobs a day a member has without paying for them. */
  readonly memberDailyJobs: number;
  readonly mostWaitingPublications: number;
  /** Whether signing in on the relay surface takes a captcha. */
  readonly relayCaptcha: boolean;
  /** How long it is kept what happened to users' accounts. */
  readonly identityEventsDays: number;
  /** How long notifications are kept after they were read. */
  readonly notificationDays: number;
  readonly rateLimits: Readonly<Record<'auth' | 'generate' | 'query' | 'other', RateLimit>>;
  readonly log: { readonly level: string };
  /** The bearer token that `/metrics` asks for; without it `/metrics` is open. */
  readonly metricsToken: string | undefined;
  readonly ffmpegPath: string | undefined;
}

/** What `npm start` runs with: the services that are configured, and the ports for those it starts itself. */
export interface LaunchSettings {
  /** The folder (absolute) of everything this installation keeps. */
  readonly home: string;
  readonly bind: string;
  readonly ports: Readonly<
    Record<'api' | 'worker' | 'cashier' | 'mysql' | 'redis' | 'temporal' | 'temporalUi', number>
  >;
  readonly publicUrl: string;
  readonly databaseUrl: string | undefined;
  readonly redisUrl: string | undefined;
  readonly temporal: TemporalSettings;
  readonly secret: string | undefined;
  readonly epayUrl: string | undefined;
  /** Whether mail leaves this machine. */
  readonly sendsMail: boolean;
  /** What sandboxes are made with; with no guest program given, what else it takes is found or made as well. */
  readonly sandboxes: Pick<Settings['sandboxes'], 'driver' | 'guest' | 'agents'>;
}

/** The first accounts that seeding makes. */
export interface SeedSettings {
  /** The folder (absolute) where generated passwords are kept. */
  readonly home: string;
  readonly adminEmail: string;
  readonly adminPassword: string | undefined;
}

/**
 * The settings of a serving process (API, worker, migration). An empty variable counts as absent.
 * Throws one SettingsError that names each variable at fault.
 */
export function loadSettings(env: Environment): Settings {
  const v = clean(env, SERVING_VARIABLES);
  return {
    home: inProject(v.TASKLOOM_HOME),
    api: {
      port: v.PORT,
      bind: v.TASKLOOM_BIND,
      publicUrl: v.TASKLOOM_PUBLIC_URL ?? localUrl(v.TASKLOOM_BIND, v.PORT),
      trustProxy: v.TRUST_PROXY,
      corsOrigins: v.CORS_ORIGINS,
      waitSeconds: v.WAIT_SECONDS,
      validateResponses: v.VALIDATE_RESPONSES ?? env['NODE_ENV'] !== 'production',
    },
    worker: { port: v.WORKER_PORT, bind: v.TASKLOOM_BIND },
    database: { url: v.DATABASE_URL, poolSize: v.DATABASE_POOL },
    redis: { url: v.REDIS_URL, prefix: v.REDIS_PREFIX },
    temporal: temporalSettings(env, v),
    secret: { current: v.TASKLOOM_SECRET, previous: v.TASKLOOM_SECRET_PREVIOUS },
    artifacts: { folder: inProject(v.TASKLOOM_HOME, v.TASKLOOM_ARTIFACTS ?? 'artifacts') },
    scratch: { folder: inProject(v.TASKLOOM_HOME, 'scratch') },
    llm:
      v.LLM_BASE_URL === undefined || v.LLM_MODEL === undefined
        ? undefined
        : { baseUrl: v.LLM_BASE_URL, apiKey: v.LLM_API_KEY ?? '', model: v.LLM_MODEL },
    modelSilenceMs: v.MODEL_SILENCE_SECONDS * 1000,
    gateway: gatewaySettings(v),
    publishing: publishingSettings(v),
    sandboxes: sandboxSettings(v, localUrl(v.TASKLOOM_BIND, v.PORT), env),
    epay:
      v.EPAY_URL === undefined || v.EPAY_PID === undefined || v.EPAY_KEY === undefined
        ? undefined
        : { url: v.EPAY_URL, pid: v.EPAY_PID, key: v.EPAY_KEY },
    mailbox: { folder: inProject(v.TASKLOOM_HOME, 'mailbox') },
    ...signInSettings(v),
    callbackSecret: v.STUDIO_CALLBACK_SECRET,
    orderTtlMs: v.ORDER_TTL_SECONDS * 1000,
    memberDailyJobs: v.MEMBER_DAILY_JOBS,
    mostWaitingPublications: v.PUBLISH_MOST_WAITING,
    relayCaptcha: v.RELAY_CAPTCHA,
    identityEventsDays: v.IDENTITY_EVENTS_DAYS,
    notificationDays: v.NOTIFICATION_DAYS,
    rateLimits: {
      auth: v.RATE_LIMIT_AUTH,
      generate: v.RATE_LIMIT_GENERATE,
      query: v.RATE_LIMIT_QUERY,
      other: v.RATE_LIMIT_OTHER,
    },
    log: { level: v.LOG_LEVEL },
    metricsToken: v.METRICS_TOKEN,
    ffmpegPath: v.FFMPEG_PATH,
  };
}

/** The settings of `npm start`. Throws one SettingsError that names each variable at fault. */
export function loadLaunchSettings(env: Environment): LaunchSettings {
  const v = clean(env, VARIABLES);
  return {
    home: inProject(v.TASKLOOM_HOME),
    bind: v.TASKLOOM_BIND,
    ports: {
      api: v.PORT,
      worker: v.WORKER_PORT,
      cashier: v.CASHIER_PORT,
      mysql: v.MYSQL_PORT,
      redis: v.REDIS_PORT,
      temporal: v.TEMPORAL_PORT,
      temporalUi: v.TEMPORAL_UI_PORT,
    },
    publicUrl: v.TASKLOOM_PUBLIC_URL ?? localUrl(v.TASKLOOM_BIND, v.PORT),
    databaseUrl: v.DATABASE_URL,
    redisUrl: v.REDIS_URL,
    temporal: temporalSettings(env, v),
    secret: v.TASKLOOM_SECRET,
    epayUrl: v.EPAY_URL,
    sendsMail: v.SMTP_URL !== undefined,
    sandboxes: {
      driver: env['SANDBOX_DRIVER']?.trim() ? v.SANDBOX_DRIVER : 'bubblewrap',
      guest: v.SANDBOX_GUEST,
      agents: v.SANDBOX_AGENTS,
    },
  };
}

/** The settings of seeding. Throws one SettingsError that names each variable at fault. */
export function loadSeedSettings(env: Environment): SeedSettings {
  const v = clean(env, VARIABLES);
  return {
    home: inProject(v.TASKLOOM_HOME),
    adminEmail: v.TASKLOOM_ADMIN_EMAIL,
    adminPassword: v.TASKLOOM_ADMIN_PASSWORD,
  };
}

function temporalSettings(
  env: Environment,
  v: { readonly TEMPORAL_ADDRESS: string | undefined; readonly TEMPORAL_NAMESPACE: string },
): TemporalSettings {
  const variables = Object.entries(env).filter(
    (entry): entry is [string, string] => entry[0].startsWith('TEMPORAL_') && Boolean(entry[1]),
  );
  return {
    address: v.TEMPORAL_ADDRESS,
    namespace: v.TEMPORAL_NAMESPACE,
    variables: Object.fromEntries(variables),
  };
}

/** The address a client on this machine uses: a server bound to every interface answers on the loopback. */
function localUrl(bind: string, port: number): string {
  const everywhere = bind === '0.0.0.0' || bind === '::';
  const host = everywhere ? '127.0.0.1' : bind.includes(':') ? `[${bind}]` : bind;
  return `http://${host}:${port}`;
}
