import { createCashier } from './cashier';

/**
 * The local cashier as a process. Reads CASHIER_PORT, EPAY_PID, EPAY_KEY, TASKLOOM_BIND (127.0.0.1), and
 * CASHIER_STATE, a file that keeps the trades over a restart (without it they live in memory only).
 */
async function main(env: NodeJS.ProcessEnv): Promise<void> {
  const port = Number(required(env, 'CASHIER_PORT'));
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error('CASHIER_PORT must be a port number.');
  const stateFile = env['CASHIER_STATE'];
  const cashier = createCashier({
    host: env['TASKLOOM_BIND'] || '127.0.0.1',
    port,
    pid: required(env, 'EPAY_PID'),
    key: required(env, 'EPAY_KEY'),
    ...(stateFile ? { stateFile } : {}),
  });
  const url = await cashier.start();
  console.log(`The local cashier is at ${url}`);

  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    void cashier.stop().then(() => process.exit(0));
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

function required(env: NodeJS.ProcessEnv, name: string): string {
  const value = env[name];
  if (!value) throw new Error(`${name} is not set: the local cashier needs it.`);
  return value;
}

main(process.env).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
