import type { CleanedEnv } from 'envalid';
import * as is from './kinds';
import { inProject, userCache } from './paths';

type Environment = Readonly<Record<string, string | undefined>>;

/** Coding tasks: what their sandboxes are made with, what leads out of them, and what they cost. */
export const SANDBOX_VARIABLES = {
  SANDBOX_DRIVER: is.oneOf('bubblewrap', 'qemu', 'docker', 'e2b', 'none')({ default: 'none' }),
  SANDBOX_HOST_ID: is.hostId({ default: 'local' }),
  SANDBOX_SLOTS: is.whole(1, 10_000)({ default: 10 }),
  SANDBOX_DOOR_BIND: is.text({ default: '127.0.0.1' }),
  SANDBOX_DOOR_PORT: is.whole(0, 65_535)({ default: 0 }),
  SANDBOX_DOOR_ADDRESS: is.text({ default: undefined }),
  SANDBOX_GATEWAY_URL: is.httpUrl({ default: undefined }),
  SANDBOX_ALLOWED_HOSTS: is.hosts({ default: [] }),
  SANDBOX_BWRAP: is.text({ default: '/usr/bin/bwrap' }),
  SANDBOX_QEMU: is.text({ default: '/usr/bin/qemu-system-x86_64' }),
  SANDBOX_KERNEL: is.text({ default: undefined }),
  SANDBOX_GUEST: is.text({ default: undefined }),
  SANDBOX_IMAGES: is.text({ default: undefined }),
  SANDBOX_AGENTS: is.text({ default: undefined }),
  SANDBOX_DOCKER_SOCKET: is.text({ default: '/var/run/docker.sock' }),
  SANDBOX_E2B_API_KEY: is.text({
    default: undefined,
    requiredWhen: (env) => env['SANDBOX_DRIVER'] === 'e2b',
    desc: 'a key of an account at E2B, because SANDBOX_DRIVER is e2b',
  }),
  SANDBOX_E2B_DOMAIN: is.address({ default: 'e2b.app' }),
  SANDBOX_E2B_API_URL: is.trustedUrl({ default: undefined }),
  SANDBOX_E2B_SANDBOX_URL: is.trustedUrl({ default: undefined }),
  SANDBOX_E2B_TEMPLATE: is.text({ default: 'base' }),
  SANDBOX_E2B_LONGEST_SECONDS: is.whole(60, 604_800)({ default: 3_600 }),
  SANDBOX_END_ON_STOP: is.yesOrNo({ default: false }),
  SANDBOX_IDLE_SECONDS: is.whole(1, 86_400)({ default: 600 }),
  SANDBOX_CREDITS_PER_HOUR: is.credits({ default: 1n * 100_000_000n }),
  TASK_BUDGET_CREDITS: is.credits({ default: 5n * 100_000_000n }),
  TASK_SILENCE_SECONDS: is.whole(5, 7_200)({ default: 900 }),
  TASK_LOG_DAYS: is.whole(0, 36_500)({ default: 30 }),
};

export function sandboxSettings(v: CleanedEnv<typeof SANDBOX_VARIABLES>, apiUrl: string, env: Environment) {
  return {
    driver: v.SANDBOX_DRIVER,
    /** Names this machine among those that have sandboxes: each has a name of its own. */
    hostId: v.SANDBOX_HOST_ID,
    /** How many it has at once. */
    slots: v.SANDBOX_SLOTS,
    /**
     * Where its worker lets the API in to its sandboxes; port 0 is any that is free. `address`: `host:port` for who is on
     * another machine.
     */
    door: { bind: v.SANDBOX_DOOR_BIND, port: v.SANDBOX_DOOR_PORT, address: v.SANDBOX_DOOR_ADDRESS },
    /** Where the API is for who makes sandboxes. */
    gatewayUrl: v.SANDBOX_GATEWAY_URL ?? apiUrl,
    /** Which hosts the programs in sandboxes may reach, over TLS. */
    allowedHosts: v.SANDBOX_ALLOWED_HOSTS,
    /** The guest program, and the folder of the agents' command lines. */
    guest: v.SANDBOX_GUEST,
    bwrap: v.SANDBOX_BWRAP,
    qemu: v.SANDBOX_QEMU,
    /** The folder of the kernel of virtual machines. */
    kernel: v.SANDBOX_KERNEL,
    agents: v.SANDBOX_AGENTS,
    images: imagesFolder(env),
    dockerSocket: v.SANDBOX_DOCKER_SOCKET,
    /** E2B, or a cluster that speaks its protocol. */
    e2b: {
      apiKey: v.SANDBOX_E2B_API_KEY ?? '',
      domain: v.SANDBOX_E2B_DOMAIN,
      apiUrl: v.SANDBOX_E2B_API_URL ?? `https://api.${v.SANDBOX_E2B_DOMAIN}`,
      /** Where the daemons of all sandboxes are reached; by a host for each below the domain unless given. */
      sandboxUrl: v.SANDBOX_E2B_SANDBOX_URL,
      template: v.SANDBOX_E2B_TEMPLATE,
      /** The longest life that the account's plan allows. */
      longestSeconds: v.SANDBOX_E2B_LONGEST_SECONDS,
    },
    /** Whether a worker that is stopped takes its sandboxes along; else the next one goes on with them. */
    endOnStop: v.SANDBOX_END_ON_STOP,
    idleMs: v.SANDBOX_IDLE_SECONDS * 1000,
    hourPrice: v.SANDBOX_CREDITS_PER_HOUR,
    /** What a turn's model calls may cost where nothing is said. */
    taskBudget: v.TASK_BUDGET_CREDITS,
    silenceMs: v.TASK_SILENCE_SECONDS * 1000,
    /** How long logs and artifacts of tasks are kept after their last turn; 0: for ever. */
    logDays: v.TASK_LOG_DAYS,
  };
}

/** The folder (absolute) of the root file systems that sandboxes can begin with; the user's cache unless given. */
export function imagesFolder(env: Environment): string {
  const given = env['SANDBOX_IMAGES']?.trim();
  return given ? inProject(given) : userCache(env, 'images');
}
