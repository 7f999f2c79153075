import { startLlmSimulator } from './server';

/**
 * The simulated upstreams as a process on 127.0.0.1. Reads LLM_SIMULATOR_PORT, LLM_SIMULATOR_KEYS (with commas
 * between them; every key is let in without), LLM_SIMULATOR_MODELS (likewise), and, for measuring, LLM_SIMULATOR_FAST
 * (`1` has every path send answers made beforehand), LLM_SIMULATOR_CHUNKS and LLM_SIMULATOR_INTERVAL_MS.
 */
async function main(env: NodeJS.ProcessEnv): Promise<void> {
  const keys = list(env['LLM_SIMULATOR_KEYS']);
  const models = list(env['LLM_SIMULATOR_MODELS']);
  const simulator = await startLlmSimulator({
    port: count(env, 'LLM_SIMULATOR_PORT', 0),
    ...(keys && { keys }),
    ...(models && { models }),
    fast: {
      everywhere: env['LLM_SIMULATOR_FAST'] === '1',
      chunks: count(env, 'LLM_SIMULATOR_CHUNKS', 20),
      intervalMs: count(env, 'LLM_SIMULATOR_INTERVAL_MS', 0),
    },
  });
  console.log(`The simulated upstreams are at ${simulator.origin}`);

  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    void simulator.close().then(() => process.exit(0));
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

function list(value: string | undefined): string[] | undefined {
  return value ? value.split(',').map((one) => one.trim()) : undefined;
}

function count(env: NodeJS.ProcessEnv, name: string, otherwise: number): number {
  const value = Number(env[name] || otherwise);
  if (!Number.isSafeInteger(value) || value < 0) throw new Error(`${name} must be a whole number.`);
  return value;
}

main(process.env).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
